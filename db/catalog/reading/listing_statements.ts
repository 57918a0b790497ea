/** The statements that read lists. */
import { cardStatements } from "./cards.ts";
import { overdueStatements } from "./overdue.ts";
import type { Run } from "./statement.ts";

export const listingStatements = { ...cardStatements, ...overdueStatements };
export type ListingRun = Run<typeof listingStatements>;
