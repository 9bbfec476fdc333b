import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { projectFile } from '../../../platform/process/program.ts';

const NEEDED = ['shap', 'lightgbm', 'xgboost', 'catboost', 'sklearn', 'onnxmltools', 'skl2onnx', 'pandas'];
const SCRIPT = fileURLToPath(projectFile('test/support/explain/reference.py'));

/** The Python that has the libraries whose explanations ours are held to. */
export const referencePython: string = process.env.EXPLAIN_PYTHON ?? fileURLToPath(projectFile('.venv/bin/python'));

const numbers = z.array(z.number());
const referenceModel = z.object({
  names: z.array(z.string()),
  output: z.string(),
  /** how many of the background rows are explained */
  rows: z.number(),
  background: z.array(z.array(z.union([z.number(), z.string(), z.null()]))),
  base: numbers,
  margin: numbers,
  contributions: z.array(numbers),
});

/** A model of another library with its own SHAP values, by feature, in log-odds. */
export type ReferenceModel = z.infer<typeof referenceModel> & { readonly bytes: Uint8Array };

/** Says why no reference can be made here, naming what is missing; undefined when it can. */
export function whyNoReference(): string | undefined {
  const expected =
    'no Python with shap (EXPLAIN_PYTHON, or .venv/bin/python made from test/support/explain/requirements.txt)';
  if (!existsSync(referencePython)) return expected;
  const script = `import importlib.util as u; print([m for m in ${JSON.stringify(NEEDED)} if not u.find_spec(m)])`;
  const missing = execFileSync(referencePython, ['-c', script], { encoding: 'utf8' }).trim();
  return missing === '[]' ? undefined : `${expected}: ${referencePython} lacks ${missing}`;
}

/** Trains the models of `reference.py` and writes them to a folder. */
export function makeReferences(folder: string): void {
  execFileSync(referencePython, [SCRIPT, folder], {
    env: { ...process.env, OMP_NUM_THREADS: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** Reads a model that `makeReferences` wrote. */
export async function readReference(folder: string, name: string): Promise<ReferenceModel> {
  const facts = referenceModel.parse(JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')));
  return { ...facts, bytes: await readFile(join(folder, `${name}.onnx`)) };
}
