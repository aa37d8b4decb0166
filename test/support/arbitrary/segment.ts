/** What a stretch of a generated file is about; nothing else may change it. */
export type Owner =
  | { readonly kind: "active" }
  | { readonly kind: "providers"; readonly ids: readonly string[] }
  | { readonly kind: "root"; readonly key: string }
  | { readonly kind: "comment" | "blank" | "other" };

/** A stretch of whole lines with one owner. */
export interface Segment {
  readonly text: string;
  readonly owner: Owner;
}
