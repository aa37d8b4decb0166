import { Fragment, type ReactNode, useRef } from "react";
import styles from "./CardGrid.module.css";
import { useCalmOrder } from "./useCalmOrder.ts";
import { useGlide } from "./useGlide.ts";
import { Settling, useSettling } from "./useSettling.ts";

interface CardGridProps {
  /** The cards by their keys, in the order wanted. */
  readonly cards: readonly { readonly key: string; readonly card: ReactNode }[];
}

/** Cards side by side; they glide to their new places when their order changes in sight. */
export function CardGrid({ cards }: CardGridProps) {
  const list = useRef<HTMLUListElement>(null);
  const order = useCalmOrder(
    list,
    cards.map(({ key }) => key),
  );
  useGlide(list, order.join("\n"));
  const isSettling = useSettling(order);
  return (
    <Settling value={isSettling}>
      <ul ref={list} className={styles.grid}>
        {order.map((key) => (
          <Fragment key={key}>{cards.find((one) => one.key === key)?.card}</Fragment>
        ))}
      </ul>
    </Settling>
  );
}
