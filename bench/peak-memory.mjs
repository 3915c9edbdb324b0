/** Loaded before a program (`node --import`): tells its peak memory, in KB, on standard error when it ends. */
process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS} KB\n`));
