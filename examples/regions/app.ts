/** Vigil in several Regions and accounts: `npx cdk deploy --all --app "npx tsx examples/regions/app.ts"`. */
import { App } from 'aws-cdk-lib';
import { addVigils } from './places';

addVigils(new App());
