/** The command line's entry. */
import { vigil } from '../cli/vigil';

process.exitCode = await vigil(process.argv.slice(2));
