"""Opens an organization with one of each thing, and prints its key.

Sends the examples of the API description that make something, in the order of operations.yaml, and
writes the description anew with the ids that were answered in place of those that it had, so that
Schemathesis begins with things that exist.

    python3 prepare.py http://localhost:8080 <operator's key> openapi.json
"""

import json
import pathlib
import sys
import urllib.error
import urllib.request

import yaml

BASE, OPERATOR, TARGET = sys.argv[1:]
ORDER = pathlib.Path(__file__).parent / "../src/main/resources/description/operations.yaml"
ENDING = ("/close", "/replace", "/end", "/release", "/cancel", "/pause")


def call(method, path, key, body=None, headers=None):
    request = urllib.request.Request(BASE + path, method=method, headers=headers or {})
    request.add_header("Authorization", "Bearer " + key)
    if body is not None:
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps(body).encode()
    try:
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read() or "null")
    except urllib.error.HTTPError as refused:
        print(method, path, refused.code, refused.read().decode()[:200], file=sys.stderr)
        return None


def main():
    with urllib.request.urlopen(BASE + "/q/openapi?format=json") as answer:
        text = answer.read().decode()
    document = json.loads(text)
    order = yaml.safe_load(ORDER.read_text())["operations"]
    known, key = {}, OPERATOR
    schemas = document["components"]["schemas"]

    def put(value):
        for example, real in known.items():
            value = value.replace(example, real)
        return value

    def example_id(schema):
        return schemas[schema]["properties"]["id"]["examples"][0]

    for name, said in order.items():
        method, path = name.split(" ")
        if method != "POST" or path.endswith(ENDING):
            continue
        operation = document["paths"][path]["post"]
        if "text/csv" in operation.get("requestBody", {}).get("content", {}):
            continue
        for parameter in operation.get("parameters", []):
            if parameter.get("in") == "path":
                path = path.replace("{%s}" % parameter["name"], parameter["example"])
        if path == "/v1/transfers":
            again = json.loads(put(json.dumps(order["POST /v1/wallets"]["example"])))
            other = call("POST", "/v1/wallets", key, again)
            known[said["example"]["toWalletId"]] = other["id"]
        body = said.get("example") and json.loads(put(json.dumps(said["example"])))
        made = call("POST", put(path), key, body, {"Idempotency-Key": "prepare-" + said["id"]})
        if name == "POST /v1/organizations":
            key = made["apiKey"]["secret"]
            known[example_id("OrganizationView")] = made["organization"]["id"]
        elif made and "id" in made:
            for status in ("201", "202"):
                content = operation["responses"].get(status, {}).get("content", {})
                schema = content.get("application/json", {}).get("schema", {}).get("$ref")
                if schema and "force" not in path and not path.endswith("/refunds"):
                    known[example_id(schema.split("/")[-1])] = made["id"]
    pathlib.Path(TARGET).write_text(put(text))
    print(key)


main()
