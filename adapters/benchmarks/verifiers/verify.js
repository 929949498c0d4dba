// Reads messages as they were received, and prints how many each verifier accepted, refused and judged other than expected.
// One message: headers (by lower-case name), body (base64), accept and refuse (secrets), publicKeys (SPKI, base64).
import { createPublicKey, verify as verifySignature } from "node:crypto";
import { readFileSync } from "node:fs";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";

const messages = JSON.parse(readFileSync(process.argv[2], "utf8"));

function accepts(Library, secret, body, headers) {
    try {
        new Library(secret).verify(body, headers);
        return true;
    } catch (error) {
        if (error.name !== "WebhookVerificationError") {
            throw error; // not a verdict
        }
        return false;
    }
}

for (const [name, Library] of [["npm_standardwebhooks", StandardWebhook], ["npm_svix", SvixWebhook]]) {
    let accepted = 0;
    let refused = 0;
    let wrong = 0;
    const judge = (isAccepted, isExpected) => {
        accepted += isAccepted && isExpected ? 1 : 0;
        refused += !isAccepted && !isExpected ? 1 : 0;
        wrong += isAccepted === isExpected ? 0 : 1;
    };
    for (const message of messages) {
        const body = Buffer.from(message.body, "base64").toString("utf8");
        for (const secret of message.accept) {
            judge(accepts(Library, secret, body, message.headers), true);
            judge(accepts(Library, secret, `${body} `, message.headers), false);
            judge(accepts(Library, secret, body, { ...message.headers, "webhook-id": "msg_other" }), false);
        }
        for (const secret of message.refuse) {
            judge(accepts(Library, secret, body, message.headers), false);
        }
    }
    console.log(`${name}_accepted: ${accepted}`);
    console.log(`${name}_refused: ${refused}`);
    console.log(`${name}_wrong: ${wrong}`);
}

let verified = 0;
let refused = 0;
for (const message of messages) {
    const signatures = message.headers["webhook-signature"].split(" ")
        .filter(signature => signature.startsWith("v1a,"))
        .map(signature => Buffer.from(signature.slice("v1a,".length), "base64"));
    const head = `${message.headers["webhook-id"]}.${message.headers["webhook-timestamp"]}.`;
    const signed = Buffer.concat([Buffer.from(head), Buffer.from(message.body, "base64")]);
    for (const spki of message.publicKeys) {
        const key = createPublicKey({ key: Buffer.from(spki, "base64"), format: "der", type: "spki" });
        const isGood = bytes => signatures.some(signature => verifySignature(null, bytes, key, signature));
        verified += isGood(signed) ? 1 : 0;
        refused += isGood(Buffer.concat([signed, Buffer.from(" ")])) ? 0 : 1;
    }
}
console.log(`node_v1a_verified: ${verified}`);
console.log(`node_v1a_refused: ${refused}`);
