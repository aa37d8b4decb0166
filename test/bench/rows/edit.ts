import { performance } from "node:perf_hooks";
import { parse, patch } from "@decimalturn/toml-patch";
import { BENCH_IDS, configOfSize } from "../configOfSize.ts";
import { ourSwitch, type Switch } from "../ourSwitch.ts";
import type { BenchContext, Measurement, NotBuilt, Row } from "../row.ts";
import { interleaved } from "../samples.ts";

/** Switching the provider in a file of 2 KB. */
export const editSmall: Row = editRow("edit-2k", "edit + verify, 2 KB file", 2_000, 20);

/** Switching the provider in a file of 600 KB. */
export const editLarge: Row = editRow("edit-600k", "edit + verify, 600 KB file", 600_000, 50);

function editRow(id: string, title: string, bytes: number, timesFaster: number): Row {
  return {
    id,
    title,
    reference: "toml-patch: parse + patch",
    unit: "ms",
    budget: { timesFaster },
    measure: (context) => measureEdit(context, configOfSize(bytes)),
  };
}

async function measureEdit(context: BenchContext, text: string): Promise<Measurement | NotBuilt> {
  const ours = await ourSwitch(context);
  if (ours === undefined) return { notBuilt: "app/config/edit.ts or verify.ts is missing" };
  const target = BENCH_IDS[1];
  const expected = text.replace(`"${BENCH_IDS[0]}" #`, `"${target}" #`);
  if (ours(text, target) !== expected) throw new Error("our edit is not the expected one");
  if (parse(patchSwitch(text, target)).model_provider !== target) {
    throw new Error("toml-patch did not change the key");
  }
  return await interleaved(context.quick ? 3 : 7, (which) =>
    timeOf(which === "ours" ? ours : patchSwitch, text, target),
  );
}

function patchSwitch(text: string, providerId: string): string {
  const document = parse(text) as Record<string, unknown>;
  document.model_provider = providerId;
  return patch(text, document);
}

/** Milliseconds of one call, from as many calls as fill a tenth of a second. */
function timeOf(run: Switch, text: string, target: string): number {
  const startedAt = performance.now();
  let calls = 0;
  let elapsed = 0;
  do {
    run(text, target);
    calls += 1;
    elapsed = performance.now() - startedAt;
  } while (elapsed < 100);
  return elapsed / calls;
}
