/** What each kind of trouble looks for in CloudWatch Logs Insights. */
import type { Kind } from '../detect/finding';

const FAILURES = `fields @timestamp, @requestId, @message, @logStream
| filter @message like /ERROR|Error|Task timed out|Status: (error|failure|timeout)|"status":\\s*"(error|failure|timeout)"/
| sort @timestamp asc
| limit 1000`;

/** Text lines and JSON lines carry the same facts under other names; each query takes both. */
const SLOWEST = `fields @timestamp, coalesce(@duration, record.metrics.durationMs) as durationMs, @message
| filter @type = "REPORT" or type = "platform.report"
| sort durationMs desc
| limit 100`;

const CALLS_BY_MINUTE = `filter @type = "REPORT" or type = "platform.report"
| stats count(*) as calls by bin(1m)`;

export const LOG_QUERIES: Record<Exclude<Kind, 'login-attack'>, string> = {
  'slow-calls': SLOWEST,
  'out-of-memory': `fields @timestamp, @message, @logStream
| filter @message like /OutOfMemory|out of memory|signal: killed/
| sort @timestamp asc
| limit 100`,
  timeouts: `fields @timestamp, @message, @logStream
| filter @message like /Task timed out after|Status: timeout|"status":\\s*"timeout"/
| sort @timestamp asc
| limit 100`,
  'memory-pressure': `fields @timestamp, coalesce(@maxMemoryUsed / 1000000, record.metrics.maxMemoryUsedMB) as usedMb, @message
| filter @type = "REPORT" or type = "platform.report"
| sort usedMb desc
| limit 100`,
  'slow-drift': SLOWEST,
  'cold-start-surge': `fields @timestamp, coalesce(@initDuration, record.metrics.initDurationMs) as initMs, @message
| filter ispresent(initMs)
| sort initMs desc
| limit 100`,
  'invocation-surge': CALLS_BY_MINUTE,
  'gone-silent': CALLS_BY_MINUTE,
  'cost-spike': `fields coalesce(@billedDuration, record.metrics.billedDurationMs) as billedMs
| filter @type = "REPORT" or type = "platform.report"
| stats count(*) as calls, sum(billedMs) as billedMs, avg(billedMs) as billedMsEach by bin(1m)`,
  'error-burst': FAILURES,
  'retries-exhausted': FAILURES,
  'only-failures': FAILURES,
  'forged-lines': `fields @timestamp, @message, @logStream
| filter @message like /REPORT RequestId|platform.report/
| sort @logStream asc, @timestamp asc
| limit 1000`,
};
