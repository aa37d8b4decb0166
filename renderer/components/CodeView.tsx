import { useEffect, useMemo, useRef } from "react";
import styles from "./CodeView.module.css";
import { type CodeChunk, chunksOf } from "./codeChunks.ts";

interface CodeViewProps {
  readonly text: string;
  /** 1-based. */
  readonly activeLine: number | undefined;
  /** 1-based. */
  readonly problemLine: number | undefined;
  readonly label: string;
}

/** A text with line numbers. Chunks out of sight cost nothing, so that 20,000 lines open at once. */
export function CodeView({ text, activeLine, problemLine, label }: CodeViewProps) {
  const box = useRef<HTMLElement>(null);
  const { chunks, columns, digits } = useMemo(
    () => chunksOf(text, [activeLine, problemLine]),
    [text, activeLine, problemLine],
  );
  const target = problemLine ?? activeLine;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new target moves the view
  useEffect(() => {
    box.current?.querySelector("[data-mark]")?.scrollIntoView({ block: "nearest" });
  }, [target]);
  const size = { "--columns": columns, "--digits": digits } as React.CSSProperties;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={box} className={styles.box} aria-label={label} tabIndex={0} style={size}>
      {chunks.map((chunk) => (
        <Chunk
          key={chunk.firstLine}
          chunk={chunk}
          mark={markOf(chunk.firstLine, activeLine, problemLine)}
        />
      ))}
    </section>
  );
}

function markOf(line: number, active?: number, problem?: number): string | undefined {
  if (line === problem) return "problem";
  return line === active ? "active" : undefined;
}

interface ChunkProps {
  readonly chunk: CodeChunk;
  readonly mark: string | undefined;
}

function Chunk({ chunk, mark }: ChunkProps) {
  const size = { "--lines": chunk.lineCount } as React.CSSProperties;
  return (
    <div className={styles.chunk} data-mark={mark} style={size}>
      <pre className={styles.numbers} aria-hidden="true">
        {chunk.numbers}
      </pre>
      <pre className={styles.text}>
        {chunk.parts.map(({ kind, text, offset }) =>
          kind === "plain" ? (
            text
          ) : (
            <span key={offset} className={styles[kind]}>
              {text}
            </span>
          ),
        )}
      </pre>
    </div>
  );
}
