# Everything that can be done with SpendHub, one word each. Needs a JDK 25 or newer and Maven 3.8.6
# or newer, and finds the JDK by itself. Settings come from the environment and from .env, see
# .env.sample.

.DEFAULT_GOAL := help
.PHONY: help run demo replay verify migrate migrate-info migrate-repair test check property mutation \
	torture keycloak bench bench-decisions bench-tools format build openapi release-protos native \
	image image-native test-native watch clean jdk maven
SHELL := /bin/sh

MVN ?= mvn
MVN_FLAGS ?= -B -ntp
JAVA_OPTS ?= -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError
APP := target/quarkus-app/quarkus-run.jar
SOURCES := pom.xml $(shell find src/main db api -type f 2>/dev/null)

# The first JDK of at least 25: JAVA_HOME if it fits, then the usual places. Its release file tells
# its version without starting it.
JDK := $(shell for home in "$$JAVA_HOME" /usr/lib/jvm/* /opt/* /opt/*/jdk* /usr/local/openjdk* \
	"$$HOME"/.sdkman/candidates/java/* "$$HOME"/.jdks/* \
	/Library/Java/JavaVirtualMachines/*/Contents/Home \
	"$$(/usr/libexec/java_home -v 25+ 2>/dev/null)"; do \
	[ -x "$$home/bin/javac" ] && [ -r "$$home/release" ] || continue; \
	version=$$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$$home/release"); \
	[ "$${version:-0}" -ge 25 ] && echo "$$home" && break; done)
ifneq ($(JDK),)
export JAVA_HOME := $(JDK)
endif
JAVA := "$(JAVA_HOME)/bin/java" $(JAVA_OPTS) -jar $(APP)

# Maven's own libraries use what newer Java warns about.
export MAVEN_OPTS := $(MAVEN_OPTS) --enable-native-access=ALL-UNNAMED \
	--sun-misc-unsafe-memory-access=allow

# Takes each NAME=value of .env that the environment does not have already.
define with_env
if [ -f .env ]; then \
	while IFS= read -r line || [ -n "$$line" ]; do \
		name="$${line%%=*}"; \
		case "$$line" in ''|'#'*) continue;; *=*) ;; *) name='-';; esac; \
		case "$$name" in *[!A-Za-z0-9_]*|'') echo "make: .env: not NAME=value: $$name" >&2; exit 2;; esac; \
		eval "[ -n \"\$${$$name+set}\" ]" || export "$$line"; \
	done < .env; \
fi
endef

help: ## list what can be done (the default)
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

run: $(APP) ## run the service in the foreground, or a part of it: make run SERVE=vouchers
	@$(with_env); $(if $(SERVE),export SPENDHUB_SERVE="$(SERVE)";) exec $(JAVA) serve

demo: $(APP) ## run the service with a company, cards and purchases to look at
	@$(with_env); exec $(JAVA) demo

replay: $(APP) ## replay a file of purchases: make replay FILE=purchases.csv ARGS='--limit DAILY=50000'
	@[ -n "$(FILE)" ] || { echo "make replay needs a file: make replay FILE=purchases.csv" >&2; exit 2; }
	@$(with_env); exec $(JAVA) replay "$(FILE)" $(ARGS)

verify: $(APP) ## prove the ledger of the configured database, and that it has the heads of HEADS=log
	@$(with_env); exec $(JAVA) verify $(if $(HEADS),--heads "$(HEADS)")

migrate: $(APP) ## bring the configured database up to this version
	@$(with_env); exec $(JAVA) migrate

migrate-info: $(APP) ## list the migrations that were applied and that wait
	@$(with_env); exec $(JAVA) migrate-info

migrate-repair: $(APP) ## mend the migration history after a failed migration
	@$(with_env); exec $(JAVA) migrate-repair

test: jdk maven ## run the tests, or one: make test T=CardTest
ifeq ($(T),)
	@$(MVN) $(MVN_FLAGS) verify -DskipITs=false
else ifneq ($(filter %IT,$(T)),)
	@$(MVN) $(MVN_FLAGS) verify -DskipUnitTests -DskipITs=false -Dit.test=$(T)
else
	@$(MVN) $(MVN_FLAGS) test -Dtest=$(T)
endif

check: jdk maven ## everything that must hold: format, static checks, architecture, tests
	@$(MVN) $(MVN_FLAGS) -Pcheck verify -DskipITs=false

property: jdk maven ## hold the decisions against their models, 100,000 times: make property RUNS=1000
	@$(MVN) $(MVN_FLAGS) test -Dtest='*PropertyTest' -Dspendhub.property.runs=$(or $(RUNS),100000)

release-protos: jdk maven ## note the calls and fields of the proto files, from which no release takes any away
	@$(MVN) $(MVN_FLAGS) test -Dtest=ProtoFilesTest -DargLine=-Dspendhub.protos.release=true

mutation: jdk maven ## break the rules of the business one by one; fails if its tests miss 15 % of that
	@$(MVN) $(MVN_FLAGS) -Pmutation test-compile org.pitest:pitest-maven:mutationCoverage
	@echo "What survived, line by line: target/pit-reports/index.html"

# Fails at the first difference, and keeps the database, the journal of the client and the logs then.
torture: $(APP) ## kill services and PostgreSQL under load, and prove what is left: make torture ROUNDS=40 SEED=1
	@$(MVN) $(MVN_FLAGS) -q test-compile
	@sh src/build/torture.sh target/torture $(MVN) $(MVN_FLAGS) -q \
		failsafe:integration-test failsafe:verify -DskipITs=false -Dit.test=TortureIT \
		-Dspendhub.torture.rounds=$(or $(ROUNDS),40) $(if $(SEED),-Dspendhub.torture.seed=$(SEED))

# The zip has 165 MB, so no other word fetches it.
KEYCLOAK := 26.5.6
keycloak: $(APP) ## let people sign in at a real Keycloak, which is fetched from Maven Central
	@[ -d target/keycloak/keycloak-$(KEYCLOAK) ] || { rm -rf target/keycloak; \
		$(MVN) $(MVN_FLAGS) -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
		-Dartifact=org.keycloak:keycloak-quarkus-dist:$(KEYCLOAK):zip \
		-DoutputDirectory=target/keycloak && chmod +x target/keycloak/*/bin/*.sh; }
	@$(MVN) $(MVN_FLAGS) -q test-compile failsafe:integration-test failsafe:verify \
		-DskipITs=false -Dit.test=KeycloakIT

bench: bench-tools $(APP) ## measure it beside the same work in the database; needs wrk, pgbench
	@$(with_env); JAVA_OPTS='$(JAVA_OPTS)' exec sh bench/run.sh

bench-decisions: jdk maven ## measure the decisions alone, in nanoseconds, under JMH
	@$(MVN) $(MVN_FLAGS) -q -Pjmh test-compile \
		org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
		-Dmdep.outputFile=target/jmh.classpath
	@sh bench/decisions.sh $(ARGS)

bench-tools:
	@sh bench/run.sh --tools

format: jdk maven ## format the code
	@$(MVN) $(MVN_FLAGS) -q spotless:apply

build: $(APP) ## build the program, if its sources have changed

# Transfers are not hidden from it: they are what it counts.
$(APP): $(SOURCES) | jdk maven
	@sh src/build/package.sh $(MVN) $(filter-out -ntp,$(MVN_FLAGS)) package -Dmaven.test.skip=true
	@touch $@

# The file keeps its time when nothing has changed, so that the program is not built again for it.
openapi: jdk maven ## write api/openapi.yaml anew, as the code has it now
	@$(MVN) $(MVN_FLAGS) -q package -Dmaven.test.skip=true \
		-Dquarkus.smallrye-openapi.store-schema-directory=target/openapi \
		-Dquarkus.smallrye-openapi.auto-add-server=false
	@mkdir -p api && { cmp -s target/openapi/openapi.yaml api/openapi.yaml || \
		cp target/openapi/openapi.yaml api/openapi.yaml; }

# A builder may link the binary to libraries of its own, which then belong beside it in lib/.
native: jdk maven ## build the native binary, with the builder in GRAALVM_HOME
	@[ -x "$$GRAALVM_HOME/bin/native-image" ] || { \
		echo "make native needs GRAALVM_HOME: a GraalVM or Mandrel 25 with bin/native-image." >&2; exit 2; }
	@$(MVN) $(MVN_FLAGS) package -Dmaven.test.skip=true -Dembedded-postgres.scope=provided \
		-Dquarkus.native.enabled=true -Dquarkus.native.container-build=false \
		-Dquarkus.package.jar.enabled=false
	@if [ -d "$$GRAALVM_HOME/lib/svm/rt" ]; then \
		mkdir -p target/lib && cp "$$GRAALVM_HOME"/lib/svm/rt/* target/lib/; fi

# Beside the program, which keeps its embedded PostgreSQL for `make run`.
image: jdk maven ## build the container image on the JVM; BASE=local where no registry is reached
	@built=target/quarkus-artifact.properties; [ ! -f $$built ] || cp $$built $$built.kept; \
	sh src/build/package.sh $(MVN) $(filter-out -ntp,$(MVN_FLAGS)) -Psbom package \
		-Dmaven.test.skip=true -Dembedded-postgres.scope=provided \
		-Dquarkus.package.output-directory=image; code=$$?; \
	[ ! -f $$built.kept ] || mv $$built.kept $$built; exit $$code
	@BASE="$(BASE)" IMAGE="$(IMAGE)" sh src/build/image.sh jvm

image-native: native ## build the container image of the native binary, with the builder in GRAALVM_HOME
	@$(MVN) $(MVN_FLAGS) -q -Psbom org.cyclonedx:cyclonedx-maven-plugin:makeBom \
		-Dembedded-postgres.scope=provided
	@BASE="$(BASE)" IMAGE="$(IMAGE)" sh src/build/image.sh native

test-native: native ## build the native binary and run all tests of the API against it
	@$(MVN) $(MVN_FLAGS) test-compile failsafe:integration-test failsafe:verify \
		-DskipITs=false -Dit.test='$(or $(T),*IT)'

# Live reload needs Maven 3.9; where the installed one is older, it is used to fetch a newer one.
WATCH_MAVEN := 3.9.11
watch: jdk maven ## run the service and reload it whenever a source changes
	@$(with_env); \
	mvn="$(MVN)"; \
	case "$$($(MVN) -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')" in \
	3.[0-8].*) \
		mvn=target/maven/apache-maven-$(WATCH_MAVEN)/bin/mvn; \
		[ -f "$$mvn" ] || $(MVN) $(MVN_FLAGS) -q \
			org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
			-Dartifact=org.apache.maven:apache-maven:$(WATCH_MAVEN):zip:bin \
			-DoutputDirectory=target/maven || exit 1; \
		chmod +x "$$mvn";; \
	esac; \
	exec "$$mvn" -B -ntp quarkus:dev -Dquarkus.analytics.disabled=true

clean: ## delete what was built; data and settings stay
	rm -rf target

jdk:
	@[ -n "$(JDK)" ] || { \
		echo "SpendHub needs a JDK 25 or newer (with javac). None was found in JAVA_HOME, /usr/lib/jvm," >&2; \
		echo "/opt, ~/.sdkman or the places of macOS. Install one, for example from https://adoptium.net," >&2; \
		echo "and set JAVA_HOME if it lies elsewhere." >&2; exit 2; }

maven:
	@version=$$($(MVN) -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p'); \
	case "$$version" in \
	'') echo "SpendHub needs Maven 3.8.6 or newer; there is no $(MVN) here. See https://maven.apache.org/install.html" >&2; exit 2;; \
	[0-2].*|3.[0-7].*|3.8.[0-5]) echo "SpendHub needs Maven 3.8.6 or newer; $(MVN) is $$version." >&2; exit 2;; \
	esac
