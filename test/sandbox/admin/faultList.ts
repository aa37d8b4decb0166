import type { Fault, FaultTarget } from "./fault.ts";

/** The faults that wait for a request. */
export interface FaultList {
  add(fault: Fault): void;
  clear(): void;
  /** The first fault for the target; counts its use. */
  take(target: FaultTarget | undefined): Fault | undefined;
  readonly pending: readonly Fault[];
}

/** A list without faults. */
export function createFaultList(): FaultList {
  const faults: Fault[] = [];
  return {
    pending: faults,
    add(fault) {
      faults.push({ ...fault });
    },
    clear() {
      faults.length = 0;
    },
    take(target) {
      const index = faults.findIndex((fault) => fault.target === target);
      const fault = faults[index];
      if (fault?.times !== undefined) {
        fault.times -= 1;
        if (fault.times <= 0) faults.splice(index, 1);
      }
      return fault;
    },
  };
}
