import { expect, it } from "vitest";
import { createApplication } from "../../../app/application.ts";
import { createTerminalTranslations } from "../../../app/i18n/terminalTranslations.ts";
import { displayWidth } from "../../../main/cli/fitText.ts";
import { listProviders } from "../../../main/cli/show.ts";
import { createFakePorts } from "../../support/fakePorts.ts";

it("the names in a list begin in the same column, whatever letters the ids have", async () => {
  const table = (id: string) =>
    `[model_providers."${id}"]\nname = "Name"\nbase_url = "https://x.example/v1"\n`;
  const application = createApplication(
    createFakePorts(["工作", "pay", "e\u0301te"].map(table).join("")),
  );
  const lines: string[] = [];
  const unexpected = () => expect.unreachable();
  await listProviders(
    {
      application,
      t: createTerminalTranslations("en").t,
      language: "en",
      dashboardAddress: () => "",
      run: async (name, input) => {
        const result = await application.execute(name, input);
        return result.ok ? result.value : undefined;
      },
      data: (text) => void lines.push(text),
      preview: unexpected,
      message: unexpected,
      fail: unexpected,
    },
    {},
  );
  expect(lines).toHaveLength(3);
  const columns = lines.map((line) => displayWidth(line.slice(0, line.indexOf("Name"))));
  expect(new Set(columns)).toEqual(new Set([8]));
});
