import { randomBytes } from "node:crypto";
import type { Consumption } from "../balances/balanceLedger.ts";

/** What a finished turn is made of. */
export interface TurnAnswer {
  readonly id: string;
  readonly model: string;
  /** Epoch seconds. */
  readonly createdAt: number;
  readonly text: string;
  readonly consumption: Consumption;
}

/** One event of the stream, without its number. */
export type TurnEvent = { readonly type: string } & Readonly<Record<string, unknown>>;

/** An id for a response. */
export function newResponseId(): string {
  return `resp_${randomBytes(12).toString("hex")}`;
}

/** The whole response, as a request without `stream` gets it. */
export function completedResponse(answer: TurnAnswer): Readonly<Record<string, unknown>> {
  const { inputTokens, outputTokens } = answer.consumption;
  return {
    ...responseHead(answer, "completed"),
    output: [messageItem(answer, "completed")],
    usage: {
      input_tokens: inputTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: inputTokens + outputTokens,
    },
  };
}

/** The events of a turn, in the order of the public Responses API; Codex 0.169.0 accepts them. */
export function turnEvents(answer: TurnAnswer): TurnEvent[] {
  const started = { ...responseHead(answer, "in_progress"), output: [], usage: null };
  const place = { item_id: messageId(answer), output_index: 0, content_index: 0 };
  const emptyPart = { type: "output_text", text: "", annotations: [] };
  return [
    { type: "response.created", response: started },
    { type: "response.in_progress", response: started },
    {
      type: "response.output_item.added",
      output_index: 0,
      item: messageItem(answer, "in_progress"),
    },
    { type: "response.content_part.added", ...place, part: emptyPart },
    ...pieces(answer.text).map((delta) => ({
      type: "response.output_text.delta",
      ...place,
      delta,
    })),
    { type: "response.output_text.done", ...place, text: answer.text },
    { type: "response.content_part.done", ...place, part: { ...emptyPart, text: answer.text } },
    { type: "response.output_item.done", output_index: 0, item: messageItem(answer, "completed") },
    { type: "response.completed", response: completedResponse(answer) },
  ];
}

/** The event as it goes over the line. `number` counts from 0. */
export function serverSentEvent(event: TurnEvent, number: number): string {
  return `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number: number })}\n\n`;
}

function responseHead({ id, model, createdAt }: TurnAnswer, status: string) {
  return { id, object: "response", created_at: createdAt, status, model, error: null };
}

function messageId({ id }: TurnAnswer): string {
  return id.replace(/^resp_/, "msg_");
}

function messageItem(answer: TurnAnswer, status: "in_progress" | "completed") {
  const content = [{ type: "output_text", text: answer.text, annotations: [] }];
  return {
    id: messageId(answer),
    type: "message",
    role: "assistant",
    status,
    content: status === "completed" ? content : [],
  };
}

function pieces(text: string): string[] {
  return text.match(/\s*\S+/g) ?? [text];
}
