// The explorer's page script: plain JavaScript, as the browser gets it.
// React, ReactDOM and GraphiQL are the globals of the scripts before it.

const TOKEN_KEY = 'lead-scoring.token';
const endpoint = '/graphql';
const tokenField = document.querySelector('#token');
const tokenState = document.querySelector('#token-state');
const root = ReactDOM.createRoot(document.querySelector('#explorer'));
const examples = JSON.parse(document.querySelector('#examples').textContent);

const linked = alertOfAddress();
takeTokenFromAddress();
tokenField.value = storedToken();
tokenField.addEventListener('change', () => {
  sessionStorage.setItem(TOKEN_KEY, tokenField.value.trim());
  render();
});
render();

/** `#token=…` moves into this tab's storage: a token must not stay in the address, nor in the history. */
function takeTokenFromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) return;
  sessionStorage.setItem(TOKEN_KEY, token);
  history.replaceState(null, '', location.pathname + location.search);
}

/** `#alert=…`, where a notice links to: the operation that reads that alert. */
function alertOfAddress() {
  const id = new URLSearchParams(location.hash.slice(1)).get('alert');
  if (!id) return undefined;
  const query = `# The alert that the notice told of
query NoticedAlert($id: ID!) {
  alert(id: $id) {
    status
    severity
    openedAt
    resolvedAt
    acknowledgedBy
    value
    runbook
    evidence
    incident { id status alertCount openCount }
    history { type at by reason }
    deliveries { receiver recipient state attempts lastError }
  }
}`;
  return { query, variables: { id } };
}

function storedToken() {
  return sessionStorage.getItem(TOKEN_KEY) ?? '';
}

/** Draws GraphiQL anew for the current token: the schema is asked for again. */
function render() {
  const token = storedToken();
  tokenState.textContent = token ? 'kept in this tab only' : 'paste a token: npm run token -- --scopes all';
  root.render(
    React.createElement(GraphiQL, {
      key: token,
      fetcher: GraphiQL.createFetcher({
        url: endpoint,
        headers: token ? { authorization: `Bearer ${token}` } : {},
      }),
      // a tab of its own beside those that the browser has kept
      ...(linked && { query: linked.query, variables: JSON.stringify(linked.variables, null, 2) }),
      defaultTabs: (linked ? [linked, ...examples] : examples).map(({ query, variables }) => ({
        query,
        variables: variables ? JSON.stringify(variables, null, 2) : '',
      })),
      defaultEditorToolsVisibility: 'variables',
      shouldPersistHeaders: false,
    }),
  );
}
