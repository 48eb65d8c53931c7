/** The second step of action.yml: what the command said goes into the job's summary, and onto the pull request. */
import { appendFileSync, readFileSync } from 'node:fs';
import { commentOn } from './comment.mjs';
import { cut, heading, markdownOf } from './text.mjs';

const env = process.env;
const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = env;

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary: 1 MiB a step. */
const summaryBytes = 1_048_576;
/** GitHub refuses a comment of more characters. */
const commentCharacters = 65_536;

const run = {
  command: env.COMMAND,
  stage: env.STAGE,
  folder: env.WORKING_DIRECTORY,
  exitCode: Number(env.EXIT_CODE),
  out: readFileSync(`${env.RUNNER_TEMP}/tablewright-out`, 'utf8'),
  err: readFileSync(`${env.RUNNER_TEMP}/tablewright-err`, 'utf8'),
  url: `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`,
};
const text = `${heading(run)}\n\n${markdownOf(run)}`;
const problem = env.COMMAND === 'plan' && env.COMMENT === 'true' ? await comment() : undefined;
const summary = problem === undefined ? text : `${text}\n> [!NOTE]\n> ${problem}\n`;
// A character takes up to three bytes of UTF-8 for each of its units.
appendFileSync(
  env.GITHUB_STEP_SUMMARY,
  cut(summary, summaryBytes / 4, '**Cut here: it is longer than a summary may be. The whole of it is in the log.**'),
);

/** What kept the plan from the pull request, in words for people; `undefined` where it is there. */
async function comment() {
  const event = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
  const number = event.pull_request?.number;
  if (!Number.isInteger(number)) return undefined;
  // One comment for each plan of a workflow.
  const key = [env.GITHUB_WORKFLOW, env.WORKING_DIRECTORY, env.CONFIG, env.STAGE, env.TABLE];
  const marker = `<!-- tablewright ${Buffer.from(JSON.stringify(key)).toString('base64url')} -->`;
  const footer = `\n<sub>Of ${event.pull_request.head.sha.slice(0, 7)}, by [this run](${run.url}).</sub>\n`;
  const longer = `**Cut here: it is longer than a comment may be. The whole of it is in [the summary of the run](${run.url}).**`;
  const body = `${marker}\n${cut(text, commentCharacters - marker.length - 1 - footer.length, longer)}${footer}`;
  try {
    await commentOn({ api: env.GITHUB_API_URL, repository: GITHUB_REPOSITORY, number, token: env.TOKEN, marker, body });
    return undefined;
  } catch (error) {
    const said = `There is no comment on the pull request, and this summary stands in for it: ${error.message}`;
    console.log(`::warning title=tablewright plan::${said.replace(/[\r\n%]+/g, ' ')}`);
    return said.replace(/[\r\n]+/g, ' ');
  }
}
