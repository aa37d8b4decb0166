import { type ReactNode, useRef } from "react";
import styles from "./CardGrid.module.css";
import { useGlide } from "./useGlide.ts";

interface CardGridProps {
  /** The keys of the cards in their order, to see when it changes. */
  readonly order: readonly string[];
  readonly children: ReactNode;
}

/** Cards side by side; they glide to their new places when their order changes. */
export function CardGrid({ order, children }: CardGridProps) {
  const list = useRef<HTMLUListElement>(null);
  useGlide(list, order.join("\n"));
  return (
    <ul ref={list} className={styles.grid}>
      {children}
    </ul>
  );
}
