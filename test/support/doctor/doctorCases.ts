import type { DoctorCase } from "./doctorCase.ts";
import { outsideCases, retiredCases } from "./otherCases.ts";
import { activeCases, credentialCases, tableCases } from "./providerCases.ts";
import { structureCases } from "./structureCases.ts";

/** Every case. */
export const doctorCases: readonly DoctorCase[] = [
  ...structureCases,
  ...activeCases,
  ...tableCases,
  ...credentialCases,
  ...retiredCases,
  ...outsideCases,
];
