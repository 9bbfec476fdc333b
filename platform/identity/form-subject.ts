const PREFIX = 'form:';

/** Subject of a web form that is identified by its key. @param name of the form */
export function formSubject(name: string): string {
  return `${PREFIX}${name}`;
}

/** Whether a subject is a web form's. */
export function isFormSubject(subject: string): boolean {
  return subject.startsWith(PREFIX);
}
