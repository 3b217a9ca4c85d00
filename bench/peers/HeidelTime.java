// Reads dates with HeidelTime for the benchmark; the commands are those of bench/peers/__init__.py.
// java -cp JAR HeidelTime.java

import com.sun.management.OperatingSystemMXBean;
import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.heideltime.standalone.components.ResultFormatter;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import de.unihd.dbs.uima.types.heideltime.Timex3;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.apache.uima.cas.FSIterator;
import org.apache.uima.jcas.JCas;

public class HeidelTime {
    record Document(String language, Date reference, String text) {}

    static final Map<String, Language> LANGUAGES =
            Map.of("ar", Language.ARABIC, "en", Language.ENGLISH, "ru", Language.RUSSIAN);
    static final String SETTINGS = String.join("\n",
            "considerDate = true", "considerDuration = true", "considerSet = true", "considerTime = true",
            "considerTemponym = false", "typeSystemHome = desc/type/HeidelTime_TypeSystem.xml",
            "typeSystemHome_DKPro = desc/type/DKPro_TypeSystem.xml", "uimaVarDate = Date",
            "uimaVarDuration = Duration", "uimaVarLanguage = Language", "uimaVarSet = Set", "uimaVarTime = Time",
            "uimaVarTemponym = Temponym", "uimaVarTypeToProcess = Type");
    static final Map<String, HeidelTimeStandalone> taggers = new HashMap<>();

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        LogManager.getLogManager().reset();
        Path settings = Files.createTempFile("heideltime", ".props");
        Files.writeString(settings, SETTINGS);
        HeidelTimeStandalone.readConfigFile(settings.toString());
        Files.delete(settings);

        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        List<Document> documents = new ArrayList<>();
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.startsWith("load ")) {
                documents.clear();
                for (int left = Integer.parseInt(line.substring(5)); left > 0; left--) {
                    documents.add(document(input.readLine()));
                }
                answers.println("ok");
            } else if (line.equals("find")) {
                for (Document document : documents) answers.println(read(document));
            } else {
                long before = system.getProcessCpuTime(), found = 0;
                for (Document document : documents) found += read(document).chars().filter(c -> c == ';').count();
                answers.println((system.getProcessCpuTime() - before) / 1e9 + " " + found);
            }
            answers.flush();
        }
    }

    static Document document(String line) throws Exception {
        String[] parts = line.split("\t", -1);
        taggers.computeIfAbsent(parts[0], code -> new HeidelTimeStandalone(
                LANGUAGES.get(code), DocumentType.NEWS, OutputType.TIMEML, null, POSTagger.NO));
        String text = new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8);
        return new Document(parts[0], new SimpleDateFormat("yyyy-MM-dd").parse(parts[1]), text);
    }

    static String read(Document document) throws Exception {
        return taggers.get(document.language).process(document.text, document.reference, new Finds(document.text));
    }

    /** Every TIMEX3 as `start,end,type|value|mod;`, in code points. */
    record Finds(String text) implements ResultFormatter {
        public String format(JCas cas) {
            StringBuilder found = new StringBuilder();
            for (FSIterator<?> i = cas.getAnnotationIndex(Timex3.type).iterator(); i.hasNext(); ) {
                Timex3 timex = (Timex3) i.next();
                found.append(points(timex.getBegin())).append(',').append(points(timex.getEnd())).append(',')
                        .append(timex.getTimexType()).append('|').append(timex.getTimexValue()).append('|')
                        .append(timex.getTimexMod()).append(';');
            }
            return found.toString();
        }

        int points(int units) {
            return text.codePointCount(0, units);
        }
    }
}
