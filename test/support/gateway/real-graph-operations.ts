/** Operations on the demo data, each crossing subgraphs in another way. Variables are the same for all. */
export const OPERATIONS: Readonly<Record<string, string>> = {
  'ranked leads with score and model version':
    '{ leads(first: 20) { edges { node { id company crmScore { points grade } score { probability grade modelVersion { version stage } } } } } }',
  'a page after a cursor-less first one, with counts':
    '{ leads(first: 3, orderBy: CREATED_AT_DESC) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id createdAt } } } }',
  'filters and variables':
    'query ($countries: [String!], $first: Int) { leads(first: $first, filter: { countries: $countries, stages: [NEW, CONTACTED] }) { edges { node { id country stage } } } }',
  'one lead with everything':
    'query ($lead: ID!) { lead(id: $lead) { id name email phone company stage createdAt interactions(first: 5) { edges { node { kind occurredAt durationSeconds quantity } } } outcome { result occurredAt revenue } score { id points trend previousProbability role scoredAt reasons(top: 3) { feature { name } contribution sentence } } } }',
  'aliases of one entity':
    'query ($lead: ID!) { a: lead(id: $lead) { id s: score { p: probability } } b: lead(id: $lead) { t: score { g: grade } } }',
  'a lead that does not exist': '{ lead(id: "nobody") { id score { probability } } }',
  'a score and back to its lead':
    'query ($lead: ID!) { lead(id: $lead) { scoreHistory(first: 2) { edges { node { id lead { id company score { probability } } modelVersion { model stage description } } } } } }',
  'fragments and conditions':
    'query ($yes: Boolean!, $no: Boolean!) { leads(first: 2) { edges { node { ...Brief score @include(if: $yes) { grade } owner @skip(if: $yes) company @include(if: $no) } } } } fragment Brief on Lead { id ... on Lead { stage } }',
  'models with champion and history':
    '{ models { name champion { version stage signature { inputs { name type } } metrics { name value } } versions { version stage } } }',
  'several root fields from several subgraphs': '{ lead(id: "lead-000002") { id } models { name } health { status } }',
  'the caller, beside data': '{ viewer { subject scopes } lead(id: "lead-000001") { id } }',
  'introspection beside data':
    '{ __typename __type(name: "Grade") { kind enumValues { name } } lead(id: "lead-000003") { __typename id } }',
  'one field under many names and arguments':
    'query ($lead: ID!) { lead(id: $lead) { one: scoreHistory(first: 1) { edges { node { id points } } } two: scoreHistory(first: 2) { edges { node { id: points points: id } } } score: company company: id } }',
  'names of JavaScript objects':
    'query ($lead: ID!) { __proto__: lead(id: $lead) { constructor: id toString: score { hasOwnProperty: points __proto__: grade } } }',
  'one fragment in many places':
    'query ($lead: ID!) { lead(id: $lead) { ...L score { lead { ...L score { ...S } } ...S } } leads(first: 2) { edges { node { ...L } } } } fragment L on Lead { id company score { points } } fragment S on Score { points modelVersion { ...M } } fragment M on ModelVersion { version model }',
  'variables with defaults, given and absent':
    'query ($lead: ID! = "nobody", $first: Int = 1, $countries: [String!] = ["AE"], $order: LeadOrder! = CREATED_AT_DESC) { lead(id: $lead) { id } leads(first: $first, orderBy: $order, filter: { countries: $countries }) { edges { node { id country } } } }',
  'nothing but conditions that leave nothing':
    'query ($no: Boolean!) { lead(id: "lead-000001") { score @include(if: $no) { grade } } models @include(if: $no) { name } }',
  'errors side by side with data, in lists':
    'query ($lead: ID!) { lead(id: $lead) { a: scoreHistory(first: 300) { edges { node { id } } } b: interactions(first: -1) { edges { node { kind } } } id } }',
  'a lead with its override, and the limits between grades':
    'query ($lead: ID!) { lead(id: $lead) { effectiveGrade crmScore { grade } scoreOverride { grade actor expiresAt } scoreOverrides(first: 2) { edges { cursor node { grade } } } } models { gradePolicy { name limits { a b c } } gradePolicies(first: 2) { edges { cursor node { version actor } } } } gradePolicyPreview(model: "lead-conversion", limits: { a: 0.5, b: 0.3, c: 0.1 }) { openLeads moved moves { from to leads } } }',
  'a refused argument': '{ leads(first: 300) { edges { node { id } } } models { name } }',
  'a malformed cursor':
    '{ leads(first: 2, after: "nonsense") { edges { node { id } } } lead(id: "lead-000001") { id } }',
};

/** Variables of every operation that wants some. */
export const VARIABLES = { lead: 'lead-000001', countries: ['AE', 'IN'], first: 4, yes: true, no: false };
