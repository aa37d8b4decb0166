import { expect, it } from "vitest";
import { diagnose } from "../../../app/doctor/diagnose.ts";
import { doctorFacts } from "../../support/doctor/doctorFacts.ts";
import { healthyConfigs } from "../../support/doctor/healthyConfigs.ts";

it.each(healthyConfigs)("nothing is said about a healthy file: $name", ({ text }) => {
  expect(diagnose(doctorFacts(text))).toEqual([]);
});

it("there are twenty and more of them", () => {
  expect(healthyConfigs.length).toBeGreaterThanOrEqual(20);
});
