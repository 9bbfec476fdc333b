import { type FileFault, HEAD_BYTES, kindOf, onnxFault, readManifest } from './model-file.ts';

/** A file that was chosen for a registration. */
export interface ChosenFile {
  readonly name: string;
  readonly size: number;
  readonly fault: FileFault | undefined;
}

/** A chosen ONNX file. */
export interface ChosenModel extends ChosenFile {
  readonly file: File;
}

/** A chosen manifest. */
export interface ChosenManifest extends ChosenFile {
  readonly manifest: object | undefined;
}

/** Files of a registration, as far as they are chosen. */
export interface Chosen {
  readonly onnx?: ChosenModel;
  readonly manifest?: ChosenManifest;
}

/** Reads what the page needs of chosen files: the head of a model, the whole of a manifest that is no giant. */
export async function readFiles(files: readonly File[], mostBytes: number): Promise<Chosen> {
  let chosen: Chosen = {};
  for (const file of files) {
    const kind = kindOf(file.name);
    chosen =
      kind === 'ONNX'
        ? { ...chosen, onnx: await readModel(file, mostBytes) }
        : { ...chosen, manifest: await readManifestFile(file, mostBytes) };
  }
  return chosen;
}

/** A file in base64. */
export async function base64Of(file: File): Promise<string> {
  const reader = new FileReader();
  const url = await new Promise<string>((resolve, reject) => {
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(',') + 1);
}

async function readModel(file: File, mostBytes: number): Promise<ChosenModel> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  return { file, name: file.name, size: file.size, fault: onnxFault(file.size, head, mostBytes) };
}

async function readManifestFile(file: File, mostBytes: number): Promise<ChosenManifest> {
  const { name, size } = file;
  if (size > mostBytes) {
    return { name, size, manifest: undefined, fault: { kind: 'TOO_LARGE', found: size, most: mostBytes } };
  }
  const read = readManifest(await file.text());
  if ('fault' in read) return { name, size, manifest: undefined, fault: read.fault };
  return { name, size, manifest: read.manifest, fault: undefined };
}
