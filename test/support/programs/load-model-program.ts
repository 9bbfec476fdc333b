import { EMPTY_FEATURE_VECTOR } from '../../../lake/features/features.ts';
import { OnnxSession } from '../../../scoring/onnx/onnx-session.ts';
import { wholeVisitsVersion } from '../models/visits-models.ts';

// loads a model and runs it once
const { bytes, signature } = wholeVisitsVersion(1);
const session = await OnnxSession.load(bytes, signature);
await session.run([EMPTY_FEATURE_VECTOR]);
await session.release();
