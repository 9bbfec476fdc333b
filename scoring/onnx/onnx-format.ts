/** Encoding of a field's value: a wire type, or the message that it holds. */
export interface OnnxField {
  readonly name: string;
  readonly isRepeated: boolean;
  /** of the protobuf encoding: 0 varint, 1 eight bytes, 2 length and bytes, 5 four bytes */
  readonly wireType: 0 | 1 | 2 | 5;
  /** undefined when it holds a plain value */
  readonly message: OnnxMessage | undefined;
}

/** A message of the ONNX file format. */
export interface OnnxMessage {
  readonly name: string;
  readonly fields: ReadonlyMap<number, OnnxField>;
  /** field numbers of which at most one may be present */
  readonly oneOf: readonly number[];
}

/**
 * Every message and field of onnx.proto (ONNX 1.23, the messages that ONNX Runtime is built with), as `number name type`.
 * A star marks a repeated field. Enumerations and booleans are varints, texts are bytes.
 */
const FORMAT = `
Model: 1 ir_version varint, 2 producer_name bytes, 3 producer_version bytes, 4 domain bytes, 5 model_version varint,
  6 doc_string bytes, 7 graph Graph, 8 opset_import OperatorSet*, 14 metadata_props Entry*,
  20 training_info TrainingInfo*, 25 functions Function*, 26 configuration DeviceConfiguration*
OperatorSet: 1 domain bytes, 2 version varint
Graph: 1 node Node*, 2 name bytes, 5 initializer Tensor*, 10 doc_string bytes, 11 input ValueInfo*, 12 output ValueInfo*,
  13 value_info ValueInfo*, 14 quantization_annotation TensorAnnotation*, 15 sparse_initializer SparseTensor*,
  16 metadata_props Entry*
Node: 1 input bytes*, 2 output bytes*, 3 name bytes, 4 op_type bytes, 5 attribute Attribute*, 6 doc_string bytes,
  7 domain bytes, 8 overload bytes, 9 metadata_props Entry*, 10 device_configurations NodeDeviceConfiguration*
Attribute: 1 name bytes, 2 f fixed32, 3 i varint, 4 s bytes, 5 t Tensor, 6 g Graph, 7 floats fixed32*, 8 ints varint*,
  9 strings bytes*, 10 tensors Tensor*, 11 graphs Graph*, 13 doc_string bytes, 14 tp Type, 15 type_protos Type*,
  20 type varint, 21 ref_attr_name bytes, 22 sparse_tensor SparseTensor, 23 sparse_tensors SparseTensor*
Tensor: 1 dims varint*, 2 data_type varint, 3 segment Segment, 4 float_data fixed32*, 5 int32_data varint*,
  6 string_data bytes*, 7 int64_data varint*, 8 name bytes, 9 raw_data bytes, 10 double_data fixed64*,
  11 uint64_data varint*, 12 doc_string bytes, 13 external_data Entry*, 14 data_location varint, 16 metadata_props Entry*
Segment: 1 begin varint, 2 end varint
Entry: 1 key bytes, 2 value bytes
SparseTensor: 1 values Tensor, 2 indices Tensor, 3 dims varint*
ValueInfo: 1 name bytes, 2 type Type, 3 doc_string bytes, 4 metadata_props Entry*
Type: 1 tensor_type TensorType, 4 sequence_type SequenceType, 5 map_type MapType, 6 denotation bytes, 7 opaque_type Opaque,
  8 sparse_tensor_type TensorType, 9 optional_type SequenceType; 1 4 5 7 8 9
TensorType: 1 elem_type varint, 2 shape Shape
Shape: 1 dim Dimension*
Dimension: 1 dim_value varint, 2 dim_param bytes, 3 denotation bytes; 1 2
SequenceType: 1 elem_type Type
MapType: 1 key_type varint, 2 value_type Type
Opaque: 1 domain bytes, 2 name bytes
TensorAnnotation: 1 tensor_name bytes, 2 quant_parameter_tensor_names Entry*
TrainingInfo: 1 initialization Graph, 2 algorithm Graph, 3 initialization_binding Entry*, 4 update_binding Entry*
Function: 1 name bytes, 4 input bytes*, 5 output bytes*, 6 attribute bytes*, 7 node Node*, 8 doc_string bytes,
  9 opset_import OperatorSet*, 10 domain bytes, 11 attribute_proto Attribute*, 12 value_info ValueInfo*,
  13 overload bytes, 14 metadata_props Entry*
DeviceConfiguration: 1 name bytes, 2 num_devices varint, 3 device bytes*
NodeDeviceConfiguration: 1 configuration_id bytes, 2 sharding_spec Sharding*, 3 pipeline_stage varint
Sharding: 1 tensor_name bytes, 2 device varint*, 3 index_to_device_group_map IntegerList*, 4 sharded_dim ShardedDimension*
IntegerList: 1 key varint, 2 value varint*
ShardedDimension: 1 axis varint, 2 simple_sharding SimpleSharding*
SimpleSharding: 1 dim_value varint, 2 dim_param bytes, 3 num_shards varint; 1 2
`;

const WIRE_TYPES: Readonly<Record<string, OnnxField['wireType']>> = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 };

/** The message that an ONNX file is. */
export const ONNX_MODEL: OnnxMessage = readFormat(FORMAT);

function readFormat(text: string): OnnxMessage {
  const lines = text
    .trim()
    .split(/\n(?! )/)
    .map((line) => line.split(/: |; /) as [name: string, fields: string, oneOf?: string]);
  const fieldsOf = new Map(lines.map(([name]) => [name, new Map<number, OnnxField>()]));
  const messages = new Map(
    lines.map(([name, , oneOf = '']) => {
      const fields = fieldsOf.get(name) as ReadonlyMap<number, OnnxField>;
      return [name, { name, fields, oneOf: oneOf.split(' ').map(Number) }];
    }),
  );
  for (const [message, fields] of lines)
    for (const field of fields.split(/,\s+/)) {
      const [number, name = '', type = ''] = field.split(' ');
      const kind = type.replace('*', '');
      const read = {
        name,
        isRepeated: type.endsWith('*'),
        wireType: WIRE_TYPES[kind] ?? 2,
        message: messages.get(kind),
      };
      fieldsOf.get(message)?.set(Number(number), read);
    }
  return messages.get('Model') as OnnxMessage;
}
