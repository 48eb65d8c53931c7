import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Engine } from './engine.js';
import { findJava, javaVersion } from './java.js';
import { findPackage } from './nodePackage.js';

const jarName = 'DynamoDBLocal.jar';
/** As Maven names it, with what it depends on beside it. */
const mavenJar = /^DynamoDBLocal-(\d+)[\d.]*\.jar$/;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.DownloadingAndRunning.html */
const leastJava = 17;

/** Amazon's own, a jar: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html */
export const dynamodbLocal: Engine = {
  name: 'dynamodb-local',
  label: 'DynamoDB Local',
  howToGet:
    'It needs Java 17 or later on the PATH (or JAVA_HOME), and its jar: run `npm install --save-dev amplify-dynamodb-simulator`, ' +
    'or download it from AWS, or with Maven, and set DYNAMODB_LOCAL_JAR to the path of the jar, or of its folder.',
  locate() {
    const chosen = process.env.DYNAMODB_LOCAL_JAR;
    const jar = chosen ? jarAt(resolve(chosen)) : findJar();
    if (jar === undefined && chosen) {
      const what = existsSync(chosen) ? `a folder without DynamoDB Local's jar` : 'which is not there';
      return { found: false, reason: `DYNAMODB_LOCAL_JAR is ${chosen}, ${what}`, isMistake: true };
    }
    if (jar === undefined) {
      return { found: false, reason: 'no amplify-dynamodb-simulator package and no DYNAMODB_LOCAL_JAR' };
    }
    const java = findJava();
    if (java === undefined) return { found: false, reason: 'no java in JAVA_HOME or on the PATH' };
    const version = javaVersion(java);
    if (version !== undefined && version < leastJava) {
      return { found: false, reason: `${java} is Java ${version}, and it needs ${leastJava} or later` };
    }
    return {
      found: true,
      command({ port, delayTransientStatuses, dataFolder }) {
        // DynamoDB Local says nothing once it is bound and lives on when it can't bind, so it proves itself by an origin that
        // only this run allows. That also shuts out web pages: it listens on every interface, has no option for the host,
        // and by default lets any page of any browser read it.
        const origin = `http://${randomUUID()}.localhost`;
        return {
          file: java,
          args: [
            // The optimizing compiler costs a fifth of the start, and pays off only under a load that nobody puts here.
            '-XX:TieredStopAtLevel=1',
            ...programIn(jar),
            ...(dataFolder === undefined ? ['-inMemory'] : ['-dbPath', dataFolder]),
            // One set of tables for all credentials and regions, as the other engines have.
            '-sharedDb',
            '-port',
            String(port),
            '-cors',
            origin,
            ...(delayTransientStatuses ? ['-delayTransientStatuses'] : []),
          ],
          cwd: dirname(jar),
          // The variable and not -disableTelemetry: a version that predates the option stops at it.
          env: { DDB_LOCAL_TELEMETRY: process.env.DDB_LOCAL_TELEMETRY ?? '0' },
          origin,
          isOwnReply: (reply) => reply['access-control-allow-origin'] === origin,
        };
      },
    };
  },
};

function findJar(): string | undefined {
  const folder = findPackage('amplify-dynamodb-simulator');
  if (folder === undefined) return undefined;
  return jarAt(join(folder, 'emulator'));
}

/** The jar, from its own path or its folder's. */
function jarAt(place: string): string | undefined {
  if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) return existsSync(place) ? place : undefined;
  const names = readdirSync(place);
  const name = names.find((file) => file === jarName) ?? names.find((file) => mavenJar.test(file));
  return name === undefined ? undefined : join(place, name);
}

/**
 * What Java is told to run. The jar of AWS's download names the files of its own DynamoDBLocal_lib; the one that Maven fetches names
 * them too, and has its dependencies, under other names, where they were put: beside it.
 */
function programIn(jar: string): string[] {
  const [, major] = mavenJar.exec(basename(jar)) ?? [];
  if (major === undefined) return ['-Djava.library.path=DynamoDBLocal_lib', '-jar', jar];
  const folder = dirname(jar);
  // Its packages were renamed with its group, `software.amazon.dynamodb` since 3.0.
  const main =
    Number(major) < 3
      ? 'com.amazonaws.services.dynamodbv2.local.main.ServerRunner'
      : 'software.amazon.dynamodb.services.local.main.ServerRunner';
  return [`-Djava.library.path=${folder}`, '-cp', join(folder, '*'), main];
}
