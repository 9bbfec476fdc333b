import { type LeadFacetField, LeadWordsDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';

const FACETS: Readonly<Record<string, LeadFacetField>> = {
  owner: 'OWNER',
  industry: 'INDUSTRY',
  country: 'COUNTRY',
  emirate: 'EMIRATE',
  source: 'SOURCE',
  campaign: 'CAMPAIGN',
  licenceType: 'LICENCE_TYPE',
};

/** Values that leads have in a field, the most frequent first; none of a field that is not counted. */
export function useVocabulary(field: string): readonly string[] {
  const counted = FACETS[field];
  const { data } = useGraph(LeadWordsDocument, {}, { enabled: counted !== undefined });
  const facet = data?.data.leadVocabulary?.facets.find((each) => each.field === counted);
  return (facet?.values ?? []).flatMap(({ value }) => (value === null ? [] : [value]));
}
