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
      <span className="visually-hidden">{text}</span>
      {/* In one piece above, as a name in two is read out as two. */}
      <span className={styles.head} aria-hidden="true">
        {text.slice(0, cut)}
      </span>
      <span className={styles.tail} aria-hidden="true">
        {text.slice(cut)}
      </span>
    </code>
  );
}
