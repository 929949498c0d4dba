// Files one request with the generated client, from an employer that does not exist yet to the submission.
// Takes PASSERELLE_URL and PASSERELLE_TOKEN from the environment and prints the request's id and state.
import { randomUUID } from "node:crypto";
import createClient from "openapi-fetch";
import type { components, paths } from "../target/typescript/schema.js";

type Problem = components["schemas"]["Problem"];

const url = setting("PASSERELLE_URL");
const token = setting("PASSERELLE_TOKEN");
const client = createClient<paths>({ baseUrl: url, headers: { Authorization: `Bearer ${token}` } });

const run = randomUUID();
const employer = `ts-${run}`;
const worker = "sal-1";
const siret = "73282932000074";
const address = { street: "12 quai de l’Escaut", postal_code: "62400", city: "Béthune", country: "FR" };
const today = new Date().toISOString().slice(0, 10);
const start = new Date(Date.now() + 90 * 24 * 3600 * 1000).toISOString().slice(0, 10);

await done(client.PUT("/v1/employers/{employer}", {
  params: { path: { employer } },
  body: {
    siren: "732829320",
    legal_name: "La Boulangerie du Port",
    kind: "company",
    establishments: [{ siret, address }],
    requires_approval: false,
  },
}));

const mandate = await done(client.POST("/v1/employers/{employer}/mandates", {
  params: { path: { employer }, header: { "Idempotency-Key": randomUUID() } },
  body: { signed_by: "Maëlle Vandenbroucke", signed_on: today, valid_from: today },
}));

await done(client.PUT("/v1/employers/{employer}/mandates/{mandate_id}/document", {
  params: { path: { employer, mandate_id: mandate.id } },
  ...pdf("Mandat"),
}));

await done(client.PUT("/v1/employers/{employer}/platform-account", {
  params: { path: { employer } },
  body: { login: `rh+${run}@boulangerie-du-port.example`, password: randomUUID() },
}));

await done(client.PUT("/v1/employers/{employer}/workers/{worker}", {
  params: { path: { employer, worker } },
  body: {
    name: { family_name: "Nguyễn", given_names: ["Thị Ánh"] },
    birth_date: "1994-07-03",
    nationalities: ["VN"],
    identifiers: [{ kind: "passport", number: "C1234567", valid_to: "2032-05-09", issuer: "VN" }],
  },
}));

const draft = await done(client.POST("/v1/authorisation-requests", {
  params: { header: { "Idempotency-Key": randomUUID() } },
  body: {
    client_reference: `DAT-${run}`,
    employer,
    worker,
    type: "salarie",
    residence_at_filing: "abroad",
    renewal: false,
    siret,
    signatory: { name: "Maëlle Vandenbroucke", function: "Gérante", email: "gerance@boulangerie-du-port.example" },
    job: { title: "Boulangère", rome: "D1102" },
    contract: { type: "permanent", reference: "CT-1", start, weekly_hours: "35.00", gross_monthly_pay: "2150.00" },
    workplaces: [{ address }],
    itinerant: false,
    submit_when_complete: false,
  },
}));
if (!("id" in draft)) {
  throw new Error("only a call with validate_only is answered without a request");
}

await done(client.PUT("/v1/authorisation-requests/{request_id}/documents/{document_type}", {
  params: { path: { request_id: draft.id, document_type: "id_passport_pages" } },
  ...pdf("Passeport"),
}));

await done(client.POST("/v1/authorisation-requests/{request_id}/submission", {
  params: { path: { request_id: draft.id }, header: { "Idempotency-Key": randomUUID() } },
  body: { acting_user: "u-318" },
}));

const request = await done(client.GET("/v1/authorisation-requests/{request_id}", {
  params: { path: { request_id: draft.id } },
}));
console.log(`request: ${request.id}`);
console.log(`state: ${request.state}`);

function setting(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

/** The answer of a call that must succeed. */
async function done<T>(call: Promise<{ data?: T; error?: Problem; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (data === undefined) {
    throw new Error(`${response.url}: ${response.status} ${JSON.stringify(error)}`);
  }
  return data;
}

/** A body that is a PDF. The generated type of binary content is a string, so the bytes pass through the serializer. */
function pdf(title: string) {
  return {
    headers: { "Content-Type": "application/pdf" },
    body: title,
    bodySerializer: (text: string) => onePage(text),
  };
}

/** The smallest PDF with one empty page. */
function onePage(title: string): Uint8Array<ArrayBuffer> {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    `<< /Title (${title}) >>`,
  ];
  let text = "%PDF-1.7\n";
  const offsets = objects.map((object, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  text += offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}
