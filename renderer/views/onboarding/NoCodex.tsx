import { CircleHelp } from "lucide-react";
import { run } from "../../actions/run.ts";
import { Button } from "../../components/Button.tsx";
import { tell } from "../../notices.ts";
import styles from "./steps.module.css";
import { useStepWords } from "./useStepWords.ts";

/** What Codex is installed with; the same on every system. */
const INSTALL = "npm install --global @openai/codex";

/** Where no Codex was found: how to get it, or to name the one that is there. */
export function NoCodex() {
  const say = useStepWords();

  async function choose(): Promise<void> {
    const reply = await run("chooseCodex", { forget: false });
    if (!reply.ok) tell({ kind: "failure", failure: reply });
  }

  async function look(): Promise<void> {
    const reply = await run("reload", { askCodex: true });
    if (!reply.ok) tell({ kind: "failure", failure: reply });
  }

  return (
    <section className={styles.card}>
      <CircleHelp size={20} strokeWidth={1.75} aria-hidden="true" />
      <div className={styles.grow}>
        <h2>{say("noCodex.title")}</h2>
        <p className="dimmed">{say("noCodex.body")}</p>
        <code className={styles.command}>{INSTALL}</code>
        <div className={styles.buttons}>
          <Button size="small" onClick={() => void look()}>
            {say("noCodex.look")}
          </Button>
          <Button size="small" onClick={() => void choose()}>
            {say("noCodex.choose")}
          </Button>
        </div>
      </div>
    </section>
  );
}
