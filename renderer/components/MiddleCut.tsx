import styles from "./MiddleCut.module.css";

interface MiddleCutProps {
  readonly text: string;
  readonly id?: string;
}

/** How many characters at the end always stay in sight. */
const TAIL = 10;

/** A text of the file on one line. Too long, it is cut in the middle, because such names differ at their ends. */
export function MiddleCut({ text, id }: MiddleCutProps) {
  const cut = Math.max(0, text.length - TAIL);
  return (
    <code id={id} className={styles.text} title={text}>
      <span className={styles.head}>{text.slice(0, cut)}</span>
      <span className={styles.tail}>{text.slice(cut)}</span>
    </code>
  );
}
