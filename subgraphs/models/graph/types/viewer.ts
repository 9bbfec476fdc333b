import 'reflect-metadata';
import { Directive, Field, ObjectType } from 'type-graphql';

// any valid token may ask whose it is
@Directive('@authenticated')
@ObjectType({ simpleResolvers: true, description: 'Caller of the operation, as this installation knows them.' })
export class Viewer {
  @Field(() => String, {
    description: 'Subject of the access token: the name under which changes are stored in the audit log.',
  })
  readonly subject: string;

  @Field(() => [String], {
    description: 'Scopes of this platform that the access token grants, by itself or through roles and groups.',
  })
  readonly scopes: readonly string[];
}
