// such as `/onnxruntime_src/onnxruntime/core/x.h:91 onnxruntime::X::X(const Y&, bool) `
const SOURCE_LOCATION = /\/onnxruntime_src\/\S+:\d+ .*?\(.*?\) /g;

/** What ONNX Runtime complains about, in one line and without the places in its own source. */
export function onnxMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(SOURCE_LOCATION, '').replaceAll(/\s+/g, ' ').trim();
}
