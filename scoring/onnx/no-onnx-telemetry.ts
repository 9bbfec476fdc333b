// ONNX Runtime 1.30 keeps a telemetry database in the home folder and uploads it, unless this is set when its library is
// loaded. Imported before it. It holds for the whole process, threads included.
process.env.ORT_DISABLE_TELEMETRY = '1';
