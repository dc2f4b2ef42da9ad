// Preloaded into a program under test: tells every write to the base on descriptor 3, one line before each, and ends the
// process as kill -9 does before step KILL_AT. Lines: "<number> <statement> <table>"; "committed <n>" once a transaction is safe.
import { writeSync } from 'node:fs';
import Database from 'better-sqlite3';

const killAt = Number(process.env.KILL_AT ?? 0);
// Milliseconds to wait at every step, so that a kill from outside does not always come late.
const paceMs = Number(process.env.KILL_PACE_MS ?? 0);
const clock = new Int32Array(new SharedArrayBuffer(4));
let step = 0;
let committed = 0;

function tell(name) {
  step++;
  writeSync(3, `${step} ${name}\n`);
  if (step === killAt) process.kill(process.pid, 'SIGKILL');
  if (paceMs > 0) Atomics.wait(clock, 0, 0, paceMs);
}

/** INSERT items, DELETE chunks, BEGIN IMMEDIATE, COMMIT, … */
function nameOf(sql) {
  const words = sql.replace(/\s+/g, ' ').trim().split(' ');
  const target = words.findIndex((word) => /^(INTO|FROM|UPDATE)$/i.test(word));
  return target >= 0 ? `${words[0]} ${words[target + 1]}` : words.slice(0, 2).join(' ');
}

const probe = new Database(':memory:');
const statements = Object.getPrototypeOf(probe.prepare('SELECT 1'));
probe.close();

for (const method of ['run', 'get']) {
  const original = statements[method];
  statements[method] = function (...parameters) {
    const writes = !this.readonly || /^(BEGIN|COMMIT)/.test(this.source);
    if (writes) tell(nameOf(this.source));
    const result = original.apply(this, parameters);
    if (this.source.startsWith('COMMIT')) writeSync(3, `committed ${++committed}\n`);
    return result;
  };
}

const { exec, close } = Database.prototype;
Database.prototype.exec = function (sql) {
  tell('MIGRATE schema');
  return exec.call(this, sql);
};
Database.prototype.close = function () {
  tell('CLOSE base');
  return close.call(this);
};
