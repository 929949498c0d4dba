#!/usr/bin/env bash
# Generates a Java and a TypeScript client from the contract, checks that no operation is lost on the way, and compiles both
# with a driver that files one request. Needs JDK 17 or later and Node 20.19 or later. Leaves target/java and
# target/typescript; to run a driver, set PASSERELLE_URL and PASSERELLE_TOKEN, then
#   java -cp "target/java/target/classes:target/java/target/driver:target/java/target/dependency/*" FileOne
#   node target/typescript/dist/file-one.js
set -euo pipefail
cd "$(dirname "$0")"
generator=7.25.0
mkdir -p target/tools

# Maven's output is of interest only when it fails.
maven() {
    ../../mvnw -q -B "$@" >target/maven.log 2>&1 || { cat target/maven.log >&2; return 1; }
}

npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
maven org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    -Dartifact="org.openapitools:openapi-generator-cli:$generator" -DoutputDirectory="$PWD/target/tools"

rm -rf target/java target/typescript
java -jar "target/tools/openapi-generator-cli-$generator.jar" generate -i ../openapi.yaml -g java --library native \
    -o target/java --global-property apiTests=false,modelTests=false,apiDocs=false,modelDocs=false \
    --additional-properties="groupId=fr.passerelle,artifactId=passerelle-client,invokerPackage=fr.passerelle.client,\
apiPackage=fr.passerelle.client.api,modelPackage=fr.passerelle.client.model,openApiNullable=false,useJakartaEe=true,\
enumUnknownDefaultCase=true,useSingleRequestParameter=true,hideGenerationTimestamp=true" >target/java-generator.log 2>&1

mkdir -p target/typescript
node_modules/.bin/openapi-typescript ../openapi.yaml -o target/typescript/schema.d.ts >target/typescript-generator.log 2>&1

operations=$(grep -oP '^\s+operationId: \K\w+' ../openapi.yaml | sort)
java_operations=""
typescript_operations=""
for id in $operations; do
    if grep -rqE "^  public .* $id\(" target/java/src/main/java/fr/passerelle/client/api; then
        java_operations+="$id"$'\n'
    else
        echo "lost in Java: $id" >&2
    fi
    if grep -qE "^    $id: \{" target/typescript/schema.d.ts; then
        typescript_operations+="$id"$'\n'
    else
        echo "lost in TypeScript: $id" >&2
    fi
done

maven -f target/java/pom.xml -DskipTests -Dmaven.compiler.source=17 -Dmaven.compiler.target=17 \
    compile dependency:copy-dependencies -DincludeScope=runtime
mkdir -p target/java/target/driver
javac --release 17 -Xlint:all,-processing -Werror -cp "target/java/target/classes:target/java/target/dependency/*" \
    -d target/java/target/driver drivers/FileOne.java
node_modules/.bin/tsc --project drivers/tsconfig.json

count() { printf '%s' "$1" | grep -c . || true; }
expected=$(count "$operations")
found_java=$(count "$java_operations")
found_typescript=$(count "$typescript_operations")
echo "operations: $expected"
echo "java_operations: $found_java"
echo "typescript_operations: $found_typescript"
[ "$expected" -gt 0 ] && [ "$found_java" = "$expected" ] && [ "$found_typescript" = "$expected" ]
