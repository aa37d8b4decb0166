/** Whether what an event came from takes text, so that editing keys are its own. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea") !== null;
}
