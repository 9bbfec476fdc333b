/**
 * Script of a form's page: gives every form that is sent to `/forms/{name}` a time token, and a new one when the page
 * comes back from the browser's history. Without it the form works too.
 */
export const FORM_SCRIPT = `(() => {
  const base = document.currentScript.src.replace(/\\/form\\.js.*$/, '');
  const forms = () => [...document.forms].filter((form) => form.action === base);
  const put = (form, name, value) => {
    let field = form.querySelector('input[name="' + name + '"]');
    if (!field) {
      field = form.appendChild(document.createElement('input'));
      field.type = 'hidden';
      field.name = name;
    }
    field.value = value;
  };
  const prepare = async () => {
    const answer = await fetch(base + '/token');
    if (!answer.ok) return;
    const { token } = await answer.json();
    for (const form of forms()) put(form, '_token', token);
  };
  const start = () => prepare().catch(() => undefined);
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start);
  else start();
  addEventListener('pageshow', (event) => event.persisted && start());
})();
`;
