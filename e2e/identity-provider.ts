import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { findFreePort } from "@/lib/serve/free-port";

/**
 * The smallest OpenID provider that a relying party will believe: one client, one person (`subject`), who is signed
 * in there already. It checks PKCE as a real one does.
 */
export async function anIdentityProvider(): Promise<{
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who comes next. */
  subject: string;
  end(): void;
}> {
  const issuer = `http://localhost:${await findFreePort()}`;
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const asked = new Map<string, { nonce: string; challenge: string }>();
  const provider = {
    issuer,
    clientId: "plenary",
    clientSecret: randomBytes(16).toString("hex"),
    subject: "somebody",
    end: () => void server.close(),
  };

  function idToken(nonce: string): string {
    const now = Math.floor(Date.now() / 1000);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = {
      iss: issuer,
      aud: "plenary",
      sub: provider.subject,
      nonce,
      iat: now,
      exp: now + 60,
    };
    const signed = `${part({ alg: "RS256", kid: "1" })}.${part(claims)}`;
    return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", issuer);
    const json = (value: object, status = 200) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return json({
          issuer,
          authorization_endpoint: `${issuer}/authorise`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ["code"],
          subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["RS256"],
        });
      case "/keys":
        return json({
          keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS256" }],
        });
      case "/authorise": {
        const code = randomBytes(8).toString("hex");
        const {
          nonce = "",
          code_challenge: challenge = "",
          state = "",
          redirect_uri = "",
        } = Object.fromEntries(url.searchParams);
        asked.set(code, { nonce, challenge });
        response.writeHead(302, {
          location: `${redirect_uri}?${new URLSearchParams({ code, state })}`,
        });
        response.end();
        return;
      }
      case "/token": {
        let body = "";
        for await (const chunk of request) {
          body += chunk;
        }
        const sent = new URLSearchParams(body);
        const found = asked.get(sent.get("code") ?? "");
        asked.delete(sent.get("code") ?? "");
        const proof = createHash("sha256")
          .update(sent.get("code_verifier") ?? "")
          .digest("base64url");
        if (!found || proof !== found.challenge) {
          return json({ error: "invalid_grant" }, 400);
        }
        return json({ access_token: "x", token_type: "Bearer", id_token: idToken(found.nonce) });
      }
      default:
        return json({}, 404);
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) =>
    server.listen(Number(new URL(issuer).port), "localhost", resolve),
  );
  return provider;
}
