/** The one door to the CRM's database. Errors are those of `crmError`. */
export interface CrmDatabase {
  /** Runs one statement that only reads, within the time limit; times are in UTC and ISO 8601. */
  read<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Runs one statement that writes, within the time limit. */
  write<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Closes the connections; what is under way fails after two seconds. */
  close(): Promise<void>;
}
