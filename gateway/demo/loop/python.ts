import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { projectFile } from '../../../platform/process/program.ts';

const NEEDED = ['deltalake', 'numpy', 'onnx', 'onnxruntime', 'pandas', 'skl2onnx', 'sklearn'];

/** A Python that can train. */
export interface TrainingPython {
  readonly path: string;
  /** whether it can serve MLflow, too */
  readonly hasMlflow: boolean;
}

/** The Python that is named, or that of the project's `.venv`. @returns the reason where it cannot train */
export function findPython(named?: string): TrainingPython | { readonly missing: string } {
  const path = named ?? fileURLToPath(projectFile('.venv/bin/python'));
  const expected = 'no Python that can train (--python, or .venv/bin/python with training/requirements.txt)';
  if (!existsSync(path)) return { missing: `${expected}: found nothing at ${path}` };
  const modules = JSON.stringify([...NEEDED, 'mlflow']);
  const script = `import importlib.util as u, json; print(json.dumps([m for m in ${modules} if not u.find_spec(m)]))`;
  const absent: string[] = JSON.parse(execFileSync(path, ['-c', script], { encoding: 'utf8' }));
  const needed = absent.filter((name) => NEEDED.includes(name));
  if (needed.length > 0) return { missing: `${expected}: ${path} lacks ${needed.join(', ')}` };
  return { path, hasMlflow: !absent.includes('mlflow') };
}
