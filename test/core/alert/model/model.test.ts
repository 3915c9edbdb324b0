import { runModel } from './run-model';

jest.setTimeout(120_000);

it('loses nothing, counts nothing twice and never storms, whatever happens', () => runModel(60, 23));
