// The explorer's page script: plain JavaScript, as the browser gets it.
// React, ReactDOM, GraphiQL and graphqlSse are the globals of the scripts before it.

const TOKEN_KEY = 'lead-scoring.token';
const endpoint = '/graphql';
const tokenField = document.querySelector('#token');
const tokenState = document.querySelector('#token-state');
const root = ReactDOM.createRoot(document.querySelector('#explorer'));
const examples = JSON.parse(document.querySelector('#examples').textContent);

// an operation of the address opens in a tab of its own, and runs when its reader says so
const linked = alertOfAddress() ?? operationOfAddress();
let activeQuery = linked?.query;
let fetcher;
takeTokenFromAddress();
tokenField.value = storedToken();
tokenField.addEventListener('change', () => {
  sessionStorage.setItem(TOKEN_KEY, tokenField.value.trim());
  start();
});
start();

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
  const query = `# The alert of the notice
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
  return { query, variables: asText({ id }) };
}

/** `?query=…&variables=…&operationName=…`, as in GraphQL over HTTP. */
function operationOfAddress() {
  const parameters = new URLSearchParams(location.search);
  const query = parameters.get('query');
  if (!query) return undefined;
  return {
    query,
    variables: indented(parameters.get('variables') ?? ''),
    operationName: parameters.get('operationName') || undefined,
  };
}

function indented(json) {
  try {
    return json && asText(JSON.parse(json));
  } catch {
    // shown as it is: the editor marks what is wrong with it
    return json;
  }
}

function asText(variables) {
  return variables ? JSON.stringify(variables, null, 2) : '';
}

function storedToken() {
  return sessionStorage.getItem(TOKEN_KEY) ?? '';
}

/** Queries and mutations are requests of their own; subscriptions are streams of server-sent events. */
function createFetcher(token) {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  // 0: a stream that broke off says so, since events may have been missed
  const streams = graphqlSse.createClient({ url: endpoint, headers, retryAttempts: 0 });
  const subscribe = (operation, sink) =>
    streams.subscribe(operation, {
      ...sink,
      error: async (fault) => {
        sink.next(await describe(fault));
        sink.complete();
      },
    });
  return GraphiQL.createFetcher({ url: endpoint, headers, wsClient: { subscribe } });
}

/** The server's own answer where it refused a stream, else what the browser says. */
async function describe(fault) {
  const answer = await fault.response?.json().catch(() => undefined);
  return answer ?? { errors: [{ message: fault.message ?? String(fault) }] };
}

/** Begins with the current token: GraphiQL is made anew, and asks for the schema again. */
function start() {
  const token = storedToken();
  fetcher = createFetcher(token);
  tokenState.textContent = token ? 'kept in this tab only' : 'paste a token: npm run token -- --scopes all';
  render();
}

function render() {
  const isLinkedTab = linked !== undefined && activeQuery === linked.query;
  root.render(
    React.createElement(GraphiQL, {
      key: storedToken(),
      fetcher,
      // beside the tabs that the browser has kept
      ...(linked && { query: linked.query, variables: linked.variables }),
      // of several operations in the document the named one runs; in other tabs and documents the reader chooses
      ...(isLinkedTab && { operationName: linked.operationName }),
      onTabChange: ({ tabs, activeTabIndex }) => {
        if (activeQuery === tabs[activeTabIndex]?.query) return;
        activeQuery = tabs[activeTabIndex]?.query;
        render();
      },
      defaultTabs: linked ? [linked, ...tabsOf(examples)] : tabsOf(examples),
      defaultEditorToolsVisibility: 'variables',
      shouldPersistHeaders: false,
    }),
  );
}

function tabsOf(operations) {
  return operations.map(({ query, variables }) => ({ query, variables: asText(variables) }));
}
