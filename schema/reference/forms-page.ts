import { readFileSync } from 'node:fs';
import { formsFile, formsFileSchema } from '../../gateway/rest/forms/form-definition.ts';
import { projectFile } from '../../platform/process/program.ts';
import { code, fence, listed, page, section } from './markdown.ts';
import { memberTable, type ObjectSchema } from './member-table.ts';

const INTRODUCTION =
  'The file that `FORMS_FILE` names, read once when the gateway starts. A fault stops the start and is named with its path. [Web forms](../guides/web-forms.md) explains how to use it. Its JSON Schema, for editors, is [schema/forms.schema.json](../../schema/forms.schema.json).';

/** Page of the file of web forms. */
export function formsPage(): string {
  const example = readFileSync(projectFile('examples/forms.json'), 'utf8');
  formsFile.parse(JSON.parse(example));
  const { forms } = (formsFileSchema() as ObjectSchema).properties ?? {};
  const { properties = {}, ...form } = forms?.additionalProperties ?? {};
  const { lead, ...members } = properties;
  const fields = Object.entries(lead?.properties ?? {});
  const [, source = {}] = fields[0] ?? [];
  const shown = { lead: { type: 'object', description: lead?.description ?? '' }, ...members };
  return page(
    'Web forms file',
    INTRODUCTION,
    section('Members of a form', [
      'The file is `{ "forms": { NAME: FORM } }`. A name has 1 to 64 letters, digits, `_`, `.` and `-`, and is part of the address: `POST /forms/NAME`.',
      memberTable({ ...form, properties: shown }),
    ]),
    section('Sources of a lead’s field', [
      `Each of ${listed(fields.map(([name]) => code(name)))} has a source, with exactly one of \`field\`, \`join\` and \`constant\`. Fields that begin with \`_\` are the gateway’s: \`_key\` is the key of the form, \`_token\` its time token, \`_submission\` the id of the submission.`,
      memberTable(source),
    ]),
    section('Example', [fence('json', example)]),
  );
}
