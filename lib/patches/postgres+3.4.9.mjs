/**
 * What we change in postgres.js 3.4.9, the same in its ES and its CommonJS build.
 *
 * A statement that is written after its backend died meets `socket === null`. Upstream throws a
 * TypeError from setImmediate there, which nobody can catch and which ends the process. And because
 * a closing connection clears its write timer without forgetting it, any later write waits for ever.
 */
export const patch = {
  package: "postgres",
  version: "3.4.9",
  files: ["src/connection.js", "cjs/src/connection.js"],
  changes: [
    {
      why: "A statement given to a connection that is gone fails at once; `true` keeps the caller's own queue moving.",
      find: `      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))

    if (stream)`,
      replace: `      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options)), true

    if (socket === null)
      return queryError(q, Errors.connection('CONNECTION_CLOSED', options)), true

    if (stream)`,
    },
    {
      why: "A write that finds no socket drops its bytes and fails the statements they belonged to.",
      find: `    const x = socket.write(chunk, fn)
    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    return x`,
      replace: `    const bytes = chunk
    forgetWrite()
    if (socket !== null)
      return socket.write(bytes, fn)

    const gone = Errors.connection('CONNECTION_CLOSED', options)
    query && queryError(query, gone)
    query = null
    while (sent.length)
      queryError(sent.shift(), gone)
    return true
  }

  function forgetWrite() {
    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null`,
    },
    {
      why: "Destroying a connection forgets what it had not written yet.",
      find: `      error(Errors.connection('CONNECTION_DESTROYED', options))

    clearImmediate(nextWriteTimer)`,
      replace: `      error(Errors.connection('CONNECTION_DESTROYED', options))

    forgetWrite()`,
    },
    {
      why: "So does a connection that was closed from the other side.",
      find: `    incomings = null
    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
      replace: `    incomings = null
    forgetWrite()
    socket.removeListener('data', data)`,
    },
    {
      why: "A backend that dies while array types are fetched, right after it was opened, rejects a promise nobody holds.",
      find: `    \`], [], execute)
    types.forEach(`,
      replace: `    \`], [], execute).catch(() => [])
    types.forEach(`,
    },
  ],
};
