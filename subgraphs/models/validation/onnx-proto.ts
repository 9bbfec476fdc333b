import protobuf from 'protobufjs';

/** Parts of the ONNX file format that registration reads; field numbers as in onnx.proto. */
const SCHEMA = `
syntax = "proto3";
message Model {
  int64 ir_version = 1;
  string producer_name = 2;
  string producer_version = 3;
  Graph graph = 7;
  repeated OperatorSet opset_import = 8;
  repeated Entry metadata_props = 14;
}
message OperatorSet { string domain = 1; int64 version = 2; }
message Entry { string key = 1; string value = 2; }
message Graph {
  repeated Node node = 1;
  string name = 2;
  repeated Tensor initializer = 5;
  repeated Value input = 11;
  repeated Value output = 12;
}
message Node {
  repeated string input = 1;
  repeated string output = 2;
  string name = 3;
  string op_type = 4;
  repeated Attribute attribute = 5;
  string domain = 7;
}
message Attribute {
  string name = 1;
  float f = 2;
  int64 i = 3;
  bytes s = 4;
  Tensor t = 5;
  Graph g = 6;
  repeated float floats = 7;
  repeated int64 ints = 8;
  repeated bytes strings = 9;
  repeated Graph graphs = 11;
  int32 type = 20;
}
message Tensor {
  repeated int64 dims = 1;
  int32 data_type = 2;
  repeated float float_data = 4;
  repeated int32 int32_data = 5;
  repeated int64 int64_data = 7;
  string name = 8;
  repeated Entry external_data = 13;
  int32 data_location = 14;
}
message Value { string name = 1; ValueType type = 2; }
message ValueType { TensorType tensor_type = 1; SequenceType sequence_type = 4; MapType map_type = 5; }
message TensorType { int32 elem_type = 1; Shape shape = 2; }
message Shape { repeated Dimension dim = 1; }
message Dimension { int64 dim_value = 1; string dim_param = 2; }
message SequenceType { ValueType elem_type = 1; }
message MapType { int32 key_type = 1; ValueType value_type = 2; }
`;

/**
 * `ModelProto` of an ONNX file, for protobufjs.
 *
 * Declares only what registration reads, so that the weights are skipped. Field names are in camel case.
 */
export const OnnxModel: protobuf.Type = protobuf.parse(SCHEMA).root.lookupType('Model');
