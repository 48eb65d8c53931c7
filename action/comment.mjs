/**
 * Writes the comment of the workflow that begins with the marker, or a new one. What others wrote is never changed, whatever it begins
 * with.
 *
 * @throws Error with the reason, in words for people.
 */
export async function commentOn({ api, repository, number, token, marker, body }) {
  const comments = `/repos/${repository}/issues/${number}/comments`;
  const own = await find(`${comments}?per_page=100`);
  await (own
    ? call('PATCH', `/repos/${repository}/issues/comments/${own.id}`, { body })
    : call('POST', comments, { body }));

  async function find(first) {
    for (let page = 1; page <= 100; page++) {
      const list = await call('GET', `${first}&page=${page}`);
      const found = list.find((comment) => comment.user?.type === 'Bot' && comment.body?.startsWith(marker));
      if (found || list.length < 100) return found;
    }
    return undefined;
  }

  async function call(method, path, content) {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-github-api-version': '2022-11-28',
      },
      body: content && JSON.stringify(content),
    }).catch((error) => {
      throw new Error(`GitHub can't be reached: ${error.cause?.message ?? error.message}.`);
    });
    if (response.ok) return response.json();
    const { message = '' } = await response.json().catch(() => ({}));
    throw new Error(
      response.status === 403 || response.status === 404
        ? `the token may not write it (${response.status}, ${message}). It needs the permission pull-requests: write, and a run for a fork's pull request does not get it.`
        : `GitHub answered ${response.status}, ${message}.`,
    );
  }
}
