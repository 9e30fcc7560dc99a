import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

/** What can be checked of the container without an engine; docs/operations.md has the measured figures of one that ran. */
const root = join(import.meta.dirname, "..");
const text = (file: string) => readFileSync(join(root, file), "utf8");
const { version } = JSON.parse(text("package.json")) as { version: string };

/** The instructions of the Dockerfile, continued lines joined. */
const instructions = text("Dockerfile")
  .replace(/\\\n/g, " ")
  .split("\n")
  .filter((line) => line.trim() && !line.startsWith("#"))
  .map((line) => ({ name: line.split(/\s+/, 1)[0] ?? "", rest: line.replace(/^\S+\s+/, "").trim() }));
const last = instructions.slice(instructions.findLastIndex(({ name }) => name === "FROM"));
const the = (name: string) => last.filter((instruction) => instruction.name === name).map(({ rest }) => rest);

describe("the Dockerfile", () => {
  it("copies only what is there, and .dockerignore lets it through", () => {
    const allowed = text(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    const copied = instructions
      .filter(({ name, rest }) => name === "COPY" && !rest.startsWith("--from"))
      .flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1));
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) {
      expect(existsSync(join(root, path)), path).toBe(true);
      expect(allowed, path).toContain(path);
    }
    expect(allowed.filter((path) => !copied.includes(path))).toEqual([]);
  });

  it("takes every file that the build needs", () => {
    const { scripts } = JSON.parse(text("package.json")) as { scripts: Record<string, string> };
    const named = (scripts.build ?? "").match(/[\w./-]+\.(?:json|mjs|js|ts)\b/g) ?? [];
    const copied = instructions.filter(({ name }) => name === "COPY").flatMap(({ rest }) => rest.split(/\s+/));
    for (const file of named)
      expect(
        copied.some((path) => file === path || file.startsWith(`${path}/`)),
        file,
      ).toBe(true);
  });

  it("needs no heredoc, no network but npm, and installs exactly what the lock file says", () => {
    for (const { name, rest } of instructions.filter(({ name }) => name === "RUN")) {
      expect(rest, name).not.toMatch(/<<|curl|wget|apt|git /);
      if (rest.includes("npm ci")) expect(rest).toContain("--ignore-scripts");
    }
  });

  it("ends as an image that runs as node, writes to one volume, tells its health, and has the labels", () => {
    expect(the("USER")).toEqual(["node"]);
    expect(the("VOLUME")).toEqual(["/data"]);
    expect(the("HEALTHCHECK")[0]).toMatch(/CMD \["pullquote", "health"\]$/);
    expect(the("ENTRYPOINT")).toEqual(['["pullquote"]']);
    expect(last.findIndex(({ name }) => name === "USER")).toBeGreaterThan(last.findLastIndex(({ name }) => name === "COPY"));
    for (const label of ["title", "description", "licenses"]) expect(the("LABEL")[0]).toContain(`org.opencontainers.image.${label}=`);
    expect(the("LABEL")[0]).toContain(`org.opencontainers.image.version="${version}"`);
  });

  it("installs nothing native, so that it builds for amd64 and arm64: no package but the optional ones has an install script or is for one processor", () => {
    const { packages } = JSON.parse(text("package-lock.json")) as {
      packages: Record<string, { dev?: boolean; optional?: boolean; devOptional?: boolean; hasInstallScript?: boolean; cpu?: string[] }>;
    };
    const native = Object.entries(packages)
      .filter(
        ([path, p]) =>
          path &&
          !p.dev &&
          !p.optional &&
          !p.devOptional &&
          (p.hasInstallScript || (p.cpu && !(p.cpu.includes("x64") && p.cpu.includes("arm64")))),
      )
      .map(([path]) => path);
    expect(native).toEqual([]);
  });
});

describe("compose.yaml", () => {
  type Service = Record<string, unknown> & { readonly volumes: string[]; readonly tmpfs?: string[] };
  const compose = parse(text("compose.yaml")) as { services: Record<string, Service>; volumes: Record<string, unknown> };
  const bot = compose.services.pullquote;

  it("runs the bot locked down: read-only, no capabilities, no new privileges, one volume", () => {
    expect(bot).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
      volumes: ["data:/data"],
      stop_grace_period: "10s",
    });
    expect(bot).not.toHaveProperty("privileged");
  });

  it("has PostgreSQL only where it is asked for, reachable by nobody outside, its password in no file of the repository", () => {
    expect(compose.services.postgres).toMatchObject({ profiles: ["postgres"] });
    expect(compose.services.postgres).not.toHaveProperty("ports");
    expect(text("compose.yaml")).not.toMatch(/POSTGRES_PASSWORD:|HOST_AUTH_METHOD/);
    expect(text(".gitignore").split("\n")).toContain("postgres-password.txt");
    expect(Object.keys(compose.volumes)).toEqual(["data", "postgres"]);
  });
});
