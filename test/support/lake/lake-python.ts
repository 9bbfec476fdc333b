import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { projectFile } from '../../../platform/process/program.ts';

/** The Python that has the readers and writers which the lake is held to. */
export const lakePython: string = process.env.LAKE_PYTHON ?? fileURLToPath(projectFile('.venv/bin/python'));

/** Environment in which PySpark runs its workers with the same Python, and sends nothing anywhere. */
export const lakeEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  PYSPARK_PYTHON: lakePython,
  PYSPARK_DRIVER_PYTHON: lakePython,
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONPATH: fileURLToPath(projectFile('lake/spark')),
  SPARK_LOCAL_IP: '127.0.0.1',
  SPARK_LOCAL_HOSTNAME: 'localhost',
  DO_NOT_TRACK: 'true',
  TZ: 'UTC',
};

// the jar is not of the package: `.ci/run` copies it beside those of PySpark
const FIND = `import importlib.util as u, sys, glob, os
missing = [m for m in sys.argv[1:] if not u.find_spec(m)]
if not missing and 'pyspark' in sys.argv and not glob.glob(os.path.join(u.find_spec('pyspark').submodule_search_locations[0], 'jars', 'delta-spark_*.jar')):
    missing.append('the jars of test/support/lake/pom.xml')
print(', '.join(missing))`;

/**
 * Says why a suite that needs Python modules cannot run here, naming them; undefined when it can. `pyspark` needs Java
 * and the jars of Delta as well.
 */
export function whyNoLakePython(...modules: readonly string[]): string | undefined {
  const expected =
    'no Python with the readers of the lake (LAKE_PYTHON, or .venv/bin/python made from test/support/lake/requirements.txt)';
  if (!existsSync(lakePython)) return expected;
  const { stdout, status } = spawnSync(lakePython, ['-c', FIND, ...modules], { encoding: 'utf8' });
  const missing = stdout.trim();
  if (status !== 0 || missing !== '') return `${expected}: ${lakePython} lacks ${missing}`;
  if (modules.includes('pyspark') && spawnSync('java', ['-version']).status !== 0) return 'no Java, which Spark needs';
  return undefined;
}
