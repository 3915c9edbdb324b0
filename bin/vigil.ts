/** The command line's entry. */
import { vigil } from '../cli/vigil';

// Reminds of what the SDK's later releases need; ours is pinned, and asks of Node no more than package.json says.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

process.exitCode = await vigil(process.argv.slice(2));
