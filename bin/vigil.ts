/** The command line's entry: `vigil replay`, `vigil parse`, `vigil demo`. */
import { vigil } from '../cli/vigil';

process.exitCode = await vigil(process.argv.slice(2));
