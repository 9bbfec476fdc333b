/** Mapping of the tables of `crm-tables.ts`, without a target of scores. */
export function crmTestMapping(): Readonly<Record<string, unknown>> {
  const column = (name: string) => ({ column: name });
  return {
    leads: {
      table: 'sales.lead',
      key: 'id',
      watermark: 'updated_at',
      deleted: { column: 'is_deleted', value: 'true' },
      joins: [{ name: 'contact', table: 'sales.contact', key: 'id', from: 'contact_id', watermark: 'updated_at' }],
      lead: {
        createdAt: column('created_at'),
        name: column('contact.full_name'),
        email: column('contact.email'),
        phone: column('contact.phone'),
        company: column('contact.company'),
        companySize: column('contact.employees'),
        industry: column('contact.industry'),
        country: column('contact.country'),
        source: column('source'),
        campaign: column('campaign'),
        owner: column('owner'),
        stage: { column: 'stage', words: 'UPPER_SNAKE' },
      },
    },
    activities: [
      {
        name: 'activity',
        table: 'sales.activity',
        key: 'id',
        watermark: 'updated_at',
        lead: 'lead_id',
        kind: {
          column: 'kind',
          values: { visit: 'WEBSITE_VISIT', call: 'CALL', meeting: 'MEETING', mail: 'EMAIL_SENT' },
          otherwise: 'REJECT',
        },
        occurredAt: column('happened_at'),
        durationSeconds: column('seconds'),
        quantity: column('pages'),
        note: column('note'),
      },
    ],
    outcomes: {
      table: 'sales.outcome',
      key: 'lead_id',
      watermark: 'updated_at',
      lead: 'lead_id',
      result: { column: 'result', values: { won: 'CONVERTED', lost: 'LOST' } },
      occurredAt: column('decided_at'),
      revenue: column('revenue'),
      reason: column('reason'),
    },
  };
}
