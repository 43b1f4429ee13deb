"""Validates the file that is named, by its suffix, against the public schema of its form; `ci/paper-schemas` makes the Python for it."""

import json
import sys

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from google.protobuf import json_format
from in_toto_attestation.predicates.provenance.v1 import provenance_pb2
from in_toto_attestation.v1 import statement, statement_pb2
from in_toto_attestation.v1.resource_descriptor import ResourceDescriptor

name = sys.argv[1]
with open(name, encoding="utf-8") as file:
    text = file.read()
if name.endswith(".cdx.json"):
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    sys.exit(fault and f"{name}: {fault}"[:500])
message = statement.Statement.copy_from_pb(json_format.Parse(text, statement_pb2.Statement()))
message.validate()
if message.pb.predicate_type != "https://slsa.dev/provenance/v1":
    sys.exit(f"{name}: another predicate")
predicate = json_format.ParseDict(json.loads(text)["predicate"], provenance_pb2.Provenance())
if not predicate.build_definition.build_type or not predicate.run_details.builder.id:
    sys.exit(f"{name}: build type or builder is missing")
for dependency in predicate.build_definition.resolved_dependencies:
    ResourceDescriptor.copy_from_pb(dependency).validate()
