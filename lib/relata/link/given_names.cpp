#include <relata/link/given_names.hpp>

#include <relata/core/fold_name.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace relata {
namespace {

// Given names that people of one gender bear nearly always; none that is as common a word, place or surname. Collected by us.
constexpr std::string_view kFemale =
    "Aaliyah Abby Abigail Ada Adaeze Adela Adelaide Adele Adelina Adina Adriana Adrienne Agata Agatha Agnes Agnieszka Aicha Aida Aiko Aileen Aimee Aisha Aishwarya Akiko Akosua "
    "Alana Alba Alejandra Alessandra Alessia Alexa Alexandra Alexandria Alfreda Alice Alicia Alina Aline Alison Allison Almaz Althea Alyona Alyssa Amalia Amanda Amara Amber "
    "Amelia Amelie Amina Amira Amrita Amy Ana Anabel Anastasia Anaïs Andrée Angela Angelica Angelina Angelique Angie Anika Anita Anja Anjali Ann Anna Annabel Annabelle "
    "Annalena Anne Annegret Annemarie Annette Annie Annika Anouk Antoinette Antonella Antonia Anuradha Anya Arabella Ariadne Ariana Arlene Asha Astrid Asuka Athena Audrey "
    "Augusta Aurelia Ava Ayaka Ayesha Ayumi Azadeh Azra Barbara Beata Beate Beatrice Beatriz Bela Belinda Bella Benedetta Benita Berenice Bernadette Bernice Bertha Beryl "
    "Bessie Beth Bethany Betsy Betty Beverly Bianca Birgit Birgitta Birgitte Blanca Blanche Bogdana Bonnie Brenda Briana Bridget Brigid Brigitte Britney Brittany Bronwyn "
    "Brunhilde Busisiwe Caitlin Callista Camila Camilla Candace Candice Carina Carla Carlotta Carly Carmela Carmen Carol Carole Caroline Carolyn Carrie Cassandra Caterina "
    "Catherine Cathleen Cathy Cecelia Cecile Cecilia Cecily Celeste Celia Celine Chanel Chantal Charlene Charlotte Cherie Cheryl Chiamaka Chiara Chika Chioma Chloe Christa "
    "Christel Christiane Christina Christine Cindy Claire Clara Clarissa Claudette Claudia Claudine Clementine Colette Colleen Concetta Connie Consuelo Cora Cordelia Corinna "
    "Corinne Cornelia Cristina Cynthia Dagmar Daisy Daniela Danielle Daphne Daria Darlene Darya Debbie Deborah Debra Deidre Deirdre Delia Delphine Denise Desiree Diana Diane "
    "Dilma Dina Divya Dolores Dominika Donatella Donna Dora Doreen Doris Dorota Dorothea Dorothy Dragana Dulce Dunja Ebony Edda Edith Edna Edwina Eileen Ekaterina Elaine "
    "Eleanor Elena Eleni Elfriede Elif Elina Elisa Elisabeta Elisabeth Elise Elissa Eliza Elizabeth Ella Ellen Elma Eloise Elsa Elsbeth Elspeth Elvira Emilia Emilie Emily Emma "
    "Emmanuelle Ena Erica Erika Erin Ernestine Esmeralda Esperanza Estela Estelle Esther Ethel Etsuko Eugenia Eugenie Eunice Eva Evangeline Eve Evelina Evelyn Ewa Faiza Farah "
    "Farida Fatemeh Fatima Fatma Fatou Fatoumata Faye Federica Felicia Felicity Fernanda Filomena Fiona Flavia Fleur Flora Florence Florentina Frances Francesca Francine "
    "Franziska Françoise Freda Frederica Frida Frieda Fumiko Funmilayo Gabriela Gabriella Gabrielle Gail Galina Gemma Genevieve Georgina Geraldine Germaine Gertrude Ghislaine "
    "Gianna Gila Gilda Gillian Gina Ginevra Giorgia Giovanna Gisela Giselle Gita Giulia Giuliana Giuseppina Gladys Glenda Gloria Golda Grace Gracia Graciela Graziella Greta "
    "Gretchen Gudrun Guillermina Gunilla Gwen Gwendolyn Gwyneth Habiba Hadiza Halima Halimah Halina Hanako Hanna Hannah Hannelore Harriet Hatice Hattie Hawa Hayley Hazel "
    "Heather Hedwig Heidi Heike Helen Helena Helene Helga Helle Henrietta Henriette Hermine Hilary Hilda Hilde Hillary Hina Hinda Hortense Houda Ida Iman Imelda Imogen Ines "
    "Inga Inge Ingeborg Ingrid Inés Ioana Irena Irene Irina Irma Isabel Isabela Isabella Isabelle Isadora Isla Ismini Ivana Ivanka Ivonne Ivy Izabela Jacinda Jacinta "
    "Jacqueline Jadwiga Jana Jane Janet Janette Janice Janine Jasmin Jasmine Jeanette Jeanne Jeannette Jelena Jemima Jenna Jennifer Jenny Jessica Jill Jillian Jitka Joan "
    "Joanna Joanne Jocelyn Johanna Jolanta Josefa Josefina Josephine Joyce Juana Juanita Judith Judy Julia Juliana Julianna Julianne Julie Juliet Juliette Justina Justine "
    "Jutta Kaitlyn Kalina Kamala Karen Karin Karina Karla Karolina Kasia Katarina Katarzyna Kate Katerina Katharina Katharine Katherine Kathleen Kathryn Kathy Katia Katie "
    "Katja Katrin Katrina Kavita Kayla Kazuko Keiko Keisha Kerstin Khadija Khadijah Kiera Kimberley Kimberly Kirsten Kirsty Klara Klaudia Klára Kristen Kristin Kristina "
    "Kristine Krisztina Krystyna Kumiko Kyoko Laila Lakshmi Lara Larissa Laura Lauren Lavinia Layla Lea Leah Leila Lena Leni Leonie Leonor Leonora Leticia Lidia Liesbeth Lila "
    "Lilian Liliana Lilith Lillian Lily Linda Lindsay Lisa Lise Liselotte Liz Liza Ljubica Lola Lolita Loredana Lorena Loretta Lorraine Lotte Louisa Louise Lourdes Lucia "
    "Luciana Lucie Lucille Lucinda Lucrezia Lucy Ludmila Ludmilla Luisa Luise Lupita Lydia Lynda Lynette Lynn Lynne Mabel Maddalena Madeleine Madeline Mafalda Magda Magdalena "
    "Maggie Maha Maia Maja Makiko Malala Malgorzata Malia Malin Mandy Manuela Mara Marcela Marcella Marcia Margaret Margareta Margarete Margarita Margaux Margherita Margit "
    "Margo Margot Margrethe Marguerite Maria Mariah Mariam Mariama Mariana Marianna Marianne Maribel Marie Mariella Marietta Marija Marika Marilyn Marina Marion Marisa Marisol "
    "Marissa Marit Marita Marjorie Marlene Marlies Marta Martha Martina Martine Mary Maryam Marzena María Masako Mathilde Matilda Maud Maura Maureen Maxine Maya Mayumi "
    "Małgorzata Meera Megan Meghan Melania Melanie Melinda Melissa Mercedes Meredith Merle Meryem Meryl Mette Mia Michaela Michela Micheline Michelle Michiko Mihaela Mildred "
    "Milena Milica Millicent Millie Mina Minerva Minnie Mira Miranda Mireille Miriam Mitsuko Moira Mollie Molly Mona Monica Monika Monique Montserrat Morag Muriel Myra Myriam "
    "Myrtle Nadezhda Nadia Nadine Nadja Naledi Nancy Nandini Naoko Naomi Natacha Natalia Natalie Natalya Natasha Nathalie Nayla Neha Nell Nellie Nelly Nessa Ngozi Nicole "
    "Nicoletta Nieves Nina Ninon Nirmala Nkechi Noelle Nomvula Nora Noreen Norma Noémie Nuria Nyasha Núria Octavia Odette Odile Ofelia Oksana Oleksandra Olena Olesya Olga "
    "Olivia Oona Ophelia Orla Ornella Ortrud Ottilie Ouida Paloma Pamela Paola Patricia Patrizia Patsy Patti Paula Paulette Paulina Pauline Peggy Penelope Penny Perla Petra "
    "Petronella Philippa Philomena Phoebe Phyllis Pia Pilar Piroska Polly Pooja Portia Prisca Priscilla Priti Priya Priyanka Queenie Rachel Rachelle Radhika Raffaella Raisa "
    "Ramona Rana Rania Raquel Rasa Rashida Razia Rebecca Regina Reiko Reina Rekha Renata Renate Renee Renée Rhiannon Rhoda Rhonda Rima Rita Roberta Rocío Roisin Romana Romina "
    "Romy Ronja Rosa Rosalia Rosalie Rosalind Rosamund Rosana Rosanna Rose Roseanne Roselyn Rosemarie Rosemary Rosetta Rosie Roswitha Rowena Roxana Roxane Roxanne Rukhsana "
    "Ruth Saba Sabina Sabine Sabrina Sadako Sadie Safiya Sakura Sally Salma Salome Samantha Samia Samira Sandra Sangeeta Sanna Saoirse Sara Sarah Saskia Scarlett Selena Selina "
    "Selma Serena Setsuko Severine Shabana Shakira Shanta Shanti Sharon Sheena Sheila Shelley Sherry Shirin Shirley Shizuka Shoshana Shreya Sibylle Sidsel Siegrid Sienna "
    "Sigrid Silke Silvana Silvia Simone Simonetta Sinead Sinéad Siobhan Siobhán Siri Sita Sofia Sofía Soledad Solveig Sonia Sonja Sonya Sophia Sophie Soraya Stefania Stefanie "
    "Stella Stephanie Sue Suha Sunita Susan Susana Susanna Susanne Susie Suzanne Suzette Svenja Svetlana Sybil Sylvia Sylvie Szilvia Tabitha Takako Tamar Tamara Tammy Tania "
    "Tanja Tanya Tara Tatiana Tatjana Tatyana Teresa Teresita Terezia Thandiwe Theodora Theresa Therese Thomasina Thérèse Tiffany Tigist Tilda Tina Tomoko Tova Traudl Trine "
    "Trude Trudy Ulla Ulrike Uma Ursula Urszula Uta Ute Valentina Valeria Valerie Vanda Vanessa Varvara Vasiliki Vera Verena Veronica Veronika Verónica Vesna Vicky Victoria "
    "Vigdis Viktoria Viktoriia Viktoriya Violeta Violetta Virginie Viveca Vivian Viviane Vivien Vivienne Véronique Waltraud Wanda Wangari Wendy Wiebke Wilhelmina Wilma "
    "Winifred Winnie Wislawa Xenia Ximena Xiomara Yael Yasmin Yasmine Yekaterina Yelena Yoko Yolanda Yoshiko Yukiko Yuko Yulia Yuliya Yumi Yumiko Yvette Yvonne Zahra Zainab "
    "Zara Zelda Zenobia Zeynep Zita Zoe Zoya Zoë Zsófia Zuzana Zuzanna Ágnes ";
constexpr std::string_view kMale =
    "Aaron Abbas Abdallah Abdelaziz Abdelfattah Abdelkader Abdirahman Abdou Abdoulaye Abdul Abdulaziz Abdulla Abdullah Abdulrahman Abebe Abel Abiy Abraham Adalberto Adam Adama "
    "Adebayo Adewale Adil Adnan Adolf Adolfo Adriaan Adrian Adriano Agostino Agustín Ahmad Ahmed Ahmet Aidan Ajay Akhil Akihiko Akihito Akinwumi Akio Akira Akshay Alain Alan "
    "Alasdair Alastair Albert Alberto Albrecht Aldo Alec Alejandro Aleksandar Aleksander Aleksandr Aleksei Aleksey Alessandro Alessio Alexander Alexandre Alexandros Alexandru "
    "Alexei Alexey Alfonso Alfred Alfredo Alhaji Ali Alistair Allan Allen Alois Aloysius Alphonse Alvaro Alvin Amadou Amir Amit Amitabh Amos Anatole Anatoly Anders Andre "
    "Andreas Andrei Andrej Andrew Andrey Andrij Andriy Andrzej András André Andrés Andy Angelo Angus Anil Ansgar Anthony Antoine Anton Antonio Antonín Antti António Anwar "
    "Archibald Aristide Arkady Armand Armando Armin Arnaud Arne Arnold Arnulf Arthur Artur Arturo Arun Arvind Asger Ashok Ashraf Asif Aslan Atal Athanasios Attila Auguste "
    "Augustin Augusto Augustus Avraham Axel Ayman Aziz Babak Baltasar Baptiste Barack Barnabas Barnaby Barney Barry Bart Bartholomew Bartosz Bashar Bashir Basil Bastian Ben "
    "Benedict Benedikt Beniamino Benigno Benito Benjamin Bennett Benny Benoît Benson Bernard Bernardo Bernd Bernhard Bernie Bert Berthold Bertram Bertrand Bilal Bill Billy "
    "Björn Bjørn Bob Bobby Bodo Bogdan Boleslaw Boniface Boris Borislav Boubacar Bradley Bram Branko Brendan Brent Brett Brian Bruce Bruno Bryan Bryce Bujar Burkhard Burt "
    "Byron Caesar Calvin Cameron Camilo Carel Carl Carlo Carlos Carlton Carsten Caspar Cecil Cedric Celso Cesar Cesare Chad Chaim Charles Charlie Chester Chidi Chinedu Chinua "
    "Christiaan Christian Christoph Christophe Christopher Christos Chukwuma Cillian Claes Clarence Claude Claudio Claus Clayton Clemens Clement Clifford Clinton Clive Clyde "
    "Colin Colm Connor Conor Conrad Constantin Constantine Cornelius Cosimo Craig Cristian Cristiano Cristóbal Curt Curtis Cyril Cyrus Czesław Cédric César Damian Damien Damon "
    "Dan Daniel Danilo Danny Dante Darius Darrell Darren Darryl Dave David Davide Dawid Dawit Dean Declan Deepak Delroy Demetrius Denis Dennis Denzel Derek Dermot Desmond "
    "Devin Dick Didier Diego Dieter Dietmar Dietrich Dilip Dimitar Dimitri Dimitris Dinesh Dino Dirk Djibril Dmitri Dmitriy Dmitry Dmytro Domenico Dominic Dominik Donal Donald "
    "Donato Doug Dougal Douglas Dragan Duarte Duncan Dustin Dušan Dwayne Dwight Dylan Eamon Ebenezer Eberhard Eckhard Ed Eddie Edgar Edgardo Edmond Edmund Edmundo Eduard "
    "Eduardo Edvard Edward Edwin Efraín Egbert Egon Ehud Einar Eino Elbert Eldon Eli Elias Elijah Eliot Elliot Elliott Ellis Elmer Elon Elton Elvis Emeka Emerson Emil Emile "
    "Emiliano Emilio Emmanuel Emmett Enda Endre Enoch Enrico Enrique Eoin Ephraim Erdem Eric Erich Erik Erkki Ernest Ernesto Ernst Errol Erwin Esteban Etienne Ettore Eugen "
    "Eugene Eusebio Evan Evgeny Evo Ewald Ezekiel Ezra Fabian Fabien Fabio Fabrice Fabrizio Fahad Faisal Farhad Farid Farouk Faustin Fausto Federico Felipe Felix Ferdinand "
    "Ferenc Fergus Fernand Fernando Fidel Filip Filippo Finlay Finn Flavio Florian Floyd Francesco Francis Francisco Franciszek Franck Franco Frank Frankie Franklin Franz "
    "François Fred Freddie Frederic Frederick Frederik Fredrik Friedrich Fritz Frédéric Fumio Fyodor Félix Gabriel Gaetano Galen Ganesh Gareth Garrett Garry Garth Gary Gaspar "
    "Gaston Gavin Geert Gennady Geoff Geoffrey Georg George Georges Georgi Georgios Gerald Gerard Gerardo Gerd Gerhard Germain Germán Gerry Gert Gherardo Giacomo Gian Gianluca "
    "Gianni Gideon Gil Gilbert Gilberto Gilles Gino Giorgio Giovanni Giuliano Giulio Giuseppe Glen Glenn Godfrey Gonzalo Goran Gordon Gottfried Gottlieb Graeme Graham Grant "
    "Greg Gregg Gregor Gregorio Gregory Grigory Grover Grzegorz Guido Guillaume Guillermo Gunnar Gunter Gus Gustav Gustavo Guy Gyula György Gérard Günter Günther Habib Hafez "
    "Hakan Hakeem Hal Hamad Hamid Hamish Hamza Hannes Hannu Hans Harald Hari Harish Harley Harold Haroon Harrison Harry Haruki Harvey Hasan Hashim Hassan Hayato Heath Hector "
    "Heiko Heinrich Heinz Helmut Helmuth Hendrik Henk Henning Henri Henrik Henrique Henry Herbert Heriberto Herman Hermann Hernán Hideki Hideo Hillel Hirohito Hiroki Hiroshi "
    "Hisham Homer Horace Horacio Horatio Horst Hosni Howard Hubert Hugh Hugo Humberto Humphrey Husni Hussain Hussein Héctor Iain Ian Ibrahim Ibrahima Idris Ignacio Ignatius "
    "Igor Ike Ilan Ilham Ilie Ilya Imad Imran Imre Ingmar Inigo Ioannis Irfan Irving Irwin Isaac Isaiah Isaias Ishaan Isidore Ismail Issa István Ivan Ivar Ivo Iván Iwan Izak "
    "Jaap Jacek Jack Jackson Jacob Jacobus Jacques Jad Jaime Jair Jakob Jakub Jamal James Janek Janusz Jared Jari Jaroslav Jarosław Jason Jasper Javier Jay Jed Jeff Jefferson "
    "Jeffrey Jens Jeremiah Jeremy Jerome Jerry Jerzy Jerónimo Jesper Jesús Jethro Jim Jimmy Jitendra Jiří Joachim Joaquim Joaquín Jochen Joe Joel Johan Johann Johannes John "
    "Johnny Jomo Jon Jonas Jonathan Jorge Josef Joseph Josh Joshua Josiah Josip José João Joël Juan Jude Jules Julian Julien Julio Julius Junichiro Juraj Jussi Justin Justus "
    "János Jérôme József Jürgen Kaito Kamal Kareem Karel Karim Karl Karsten Kaspar Kayode Kazimierz Kazuo Keir Keith Kelvin Kemal Ken Kenichi Kenji Kenneth Kenny Kent Kenzo "
    "Kevin Khalid Khalifa Kieran Kirill Klaus Klemens Knud Knut Kofi Koichi Koji Kojo Konrad Konstantin Konstantinos Kostas Kristian Kristof Krzysztof Kurt Kwabena Kwame Kyle "
    "Kyriakos Lachlan Lajos Lamar Lamine Lance Larry Lars Laszlo Laurens Laurent Laurentiu Lawrence Lech Leif Leland Len Lennart Lenny Leo Leon Leonard Leonardo Leonid "
    "Leonidas Leopold Leopoldo Leroy Lester Lev Levi Lewis León Liam Linus Lionel Ljubomir Lloyd Lorenz Lorenzo Lothar Lou Louis Luc Luca Lucas Luciano Lucio Lucius Ludovic "
    "Ludwig Luigi Luis Luiz Luka Lukas Lukasz Luke Luther Lutz Luís Lyle Lyndon László Maarten Magnus Mahathir Mahinda Mahmoud Mahmud Majid Malcolm Malik Mamadou Manfred "
    "Manmohan Manny Manoel Manoj Manuel Marc Marcel Marcello Marcelo Marcin Marcio Marco Marcos Marcus Marek Marijn Marinus Mario Mark Markku Marko Markus Marlon Marshall "
    "Martin Marty Martín Marvin Masahiro Masao Masaru Massimo Mateo Mateusz Mathias Mathieu Mats Matt Matteo Matthew Matthias Matthieu Matti Maurice Mauricio Maurizio Mauro "
    "Max Maxim Maxime Maximilian Maxwell Mehdi Mehmet Melvin Menachem Mervyn Micah Michael Michał Michel Michelangelo Mick Mickey Miguel Mihai Mikael Mike Mikhail Mikko Miklós "
    "Milan Miles Millard Milos Miloš Milton Miodrag Mirko Miroslav Mitch Mitchell Mitt Mladen Modibo Mohamad Mohamed Mohammad Mohammed Mohan Mohandas Mordechai Morris Morten "
    "Mortimer Moses Moshe Moussa Muammar Muhammad Muhammadu Mukesh Murad Murray Musa Mustafa Mustapha Mwai Mykhailo Mykola Nabil Nadeem Nader Naftali Nahum Najib Naoki "
    "Napoleon Narayan Narendra Naseem Nasser Nat Nathan Nathaniel Naveen Navin Neil Nelson Nestor Neville Niall Nicholas Nick Nickolas Nicolae Nicolas Nicolás Nicolò Niels "
    "Nigel Nikhil Niklas Nikola Nikolai Nikolaos Nikolas Nikolay Nikos Nils Nitin Noah Noel Nolan Norbert Norman Nouri Néstor Octavio Olaf Olav Ole Oleg Oleh Oleksandr Oleksiy "
    "Oliver Olivier Olusegun Omar Omer Omid Orest Orlando Orson Ortwin Orville Osama Oscar Oskar Osvaldo Oswald Otis Otto Ousmane Owen Pablo Paddy Panagiotis Paolo Pascal "
    "Pasquale Patrice Patricio Patrick Patrik Patryk Paul Paulo Paulus Pavel Pavlo Paweł Pedro Pekka Per Percival Percy Perry Pete Peter Petr Petri Petro Petros Petrus Phil "
    "Philip Philipp Philippe Phillip Pierce Pierluigi Piero Pierre Piers Piet Pietro Pio Piotr Prabowo Prakash Pranab Preston Prosper Pál Quentin Quincy Quintin Radoslav "
    "Radosław Radovan Rafael Rafał Rafiq Rahul Raif Rainer Rajesh Rajiv Rajnath Ralf Ralph Rami Ramiro Ramon Ramzan Ramón Randall Randolph Randy Raoul Raphael Rashid Rasmus "
    "Ratko Raul Ravi Ray Raymond Raymundo Raúl Recep Reggie Reginald Reinaldo Reinhard Reinhold Remi Renato Renaud René Reza Ricardo Riccardo Richard Rick Ricky Rinaldo Rinat "
    "Rob Robbert Robbie Robert Roberto Rocco Rod Roderick Rodney Rodolfo Rodrigo Roger Rohan Rohit Roland Rolando Rolf Romain Roman Romano Romeo Romulo Ron Ronald Ronan Ronnie "
    "Rory Ross Roy Ruben Rubén Rudi Rudolf Rudolph Rufus Rui Rupert Ruslan Russell Rustam Ryan Ryszard Rémy Saad Sachin Saddam Said Saif Sajid Salah Saleh Salim Salman "
    "Salvador Salvatore Sameer Sami Samir Samuel Samuele Sandro Sani Sanjay Santiago Satoshi Saul Scott Sean Sebastian Sebastiano Selim Selwyn Serge Sergei Sergey Sergio "
    "Serhiy Seth Seymour Seán Shahid Shane Shaun Shawn Sheldon Sherif Sherman Shigeru Shimon Shinji Shinzo Shiv Siad Sidi Siegfried Sigmund Sigurd Silvestre Silvio Simeon "
    "Simon Simón Sinan Slobodan Solomon Soren Spencer Spiros Stan Stanislav Stanisław Stanley Stavros Stefan Stefano Steffen Stelios Stellan Stephan Stephane Stephen Steve "
    "Steven Stewart Stig Stjepan Stuart Stéphane Subhas Sunil Suresh Svein Sven Sylvain Sylvester Sándor Sébastien Søren Tadao Tadashi Tadej Tadeusz Taha Takashi Takeo Takeshi "
    "Takumi Talal Tamás Tariq Taro Tarun Tayyip Ted Teddy Tedros Terence Terrence Teun Thabo Thaddeus Thaksin Theo Theobald Theodor Theodore Thibault Thierry Thilo Thom Thomas "
    "Thor Thorbjørn Thorsten Tiago Tibor Tim Timo Timothy Tobias Toby Todd Tom Tomas Tomasz Tomislav Tommaso Tommy Tomás Tomáš Tony Torsten Toshiro Travis Trent Trevor Tristan "
    "Troy Tsutomu Tullio Tunde Tyler Tyrone Udo Ulf Ulrich Ulysses Umar Umberto Uri Usman Uwe Vadim Valdis Valentin Valentino Valter Vance Vasco Vasil Vasily Vasyl Veljko "
    "Venkaiah Vernon Vicente Victor Vijay Vikram Viktor Ville Vincent Vincenzo Vinod Virgil Virgilio Vitali Vitaliy Vito Vittorio Vitus Vivek Vlad Vladan Vladimir Vladislav "
    "Vlado Vojislav Vojtěch Volker Volodymyr Vyacheslav Václav Víctor Wael Waldemar Waldo Walid Wallace Walter Warren Waseem Wayne Wendell Werner Wes Wesley Wiktor Wilbert "
    "Wilbur Wilfred Wilfried Wilhelm Will Willard Willem William Willie Willy Wilson Winfried Winston Witold Wojciech Wolf Wolfgang Woodrow Wouter Władysław Włodzimierz Xander "
    "Xavier Yahya Yair Yanis Yannick Yasser Yasuhiro Yasuo Yegor Yevgeny Yigal Yitzhak Yohannes Yonatan Yoshihide Yoshiro Yossi Youssef Yoweri Yuri Yuriy Yury Yusef Yusuf Yvan "
    "Yves Zachary Zack Zbigniew Zdeněk Zdravko Zeev Zeljko Zeno Zoltan Zoltán Zoran Zygmunt Álvaro Édouard Émile Étienne Íñigo Óscar Łukasz Željko ";

// A given name, then what its bearers are called. Collected by us.
constexpr std::array<std::string_view, 78> kShortForms{
    "abraham abe", "albert al bert", "alexander alex sandy", "alfred al fred", "amanda mandy", "andrew andy drew", "anthony tony", "arthur art", "barbara barb", "benjamin ben benny",
    "bernard bernie", "bradley brad", "catherine cathy kate", "charles charlie chuck", "christina tina chris", "christopher chris", "clifford cliff", "daniel dan danny",
    "david dave", "deborah debbie deb", "dennis denny", "donald don donnie", "douglas doug", "edward ed eddie ted teddy", "edwin ed", "elizabeth liz beth betty betsy eliza",
    "eugene gene", "florence flo", "frances fran", "francis frank", "franklin frank", "frederick fred freddie", "gabriel gabe", "gerald gerry jerry", "gregory greg",
    "harold hal harry", "henry hank harry", "jacob jake", "james jim jimmy", "jeffrey jeff", "jennifer jenny jen", "jessica jess", "john jack johnny", "jonathan jon",
    "joseph joe joey", "joshua josh", "judith judy", "katherine kate kathy katie", "kathleen kathy", "kenneth ken kenny", "lawrence larry", "leonard len leo", "louis lou",
    "margaret maggie meg peggy", "matthew matt", "michael mike mick", "mitchell mitch", "nathaniel nate", "nicholas nick", "pamela pam", "patricia pat patty", "patrick pat", "peter pete",
    "philip phil", "raymond ray", "rebecca becky", "richard rick dick rich", "robert bob bobby rob", "ronald ron ronnie", "samuel sam sammy", "stanley stan", "stephen steve",
    "steven steve", "susan sue susie", "theodore ted teddy theo", "thomas tom tommy", "timothy tim", "william bill will billy"};

std::unordered_multimap<std::string, std::string> read_short_forms() {
  std::unordered_multimap<std::string, std::string> out;
  for (const std::string_view line : kShortForms) {
    const std::string whole(line.substr(0, line.find(' ')));
    for (std::size_t at = whole.size() + 1; at < line.size();) {
      const std::size_t end = std::min(line.find(' ', at), line.size());
      out.emplace(line.substr(at, end - at), whole);
      at = end + 1;
    }
  }
  return out;
}

const std::unordered_multimap<std::string, std::string>& short_forms() {
  static const std::unordered_multimap<std::string, std::string> forms = read_short_forms();
  return forms;
}

std::unordered_map<std::string, Gender> read_names() {
  std::unordered_map<std::string, Gender> out;
  for (const auto& [names, gender] : {std::pair{kFemale, Gender::kFemale}, std::pair{kMale, Gender::kMale}})
    for (std::size_t at = 0; at < names.size();) {
      const std::size_t end = std::min(names.find(' ', at), names.size());
      if (end > at) out.emplace(fold_name(names.substr(at, end - at)), gender);
      at = end + 1;
    }
  return out;
}

}  // namespace

Gender gender_of_given_name(const std::string& folded) {
  static const std::unordered_map<std::string, Gender> names = read_names();
  const auto found = names.find(folded);
  return found == names.end() ? Gender::kUnknown : found->second;
}

bool is_short_for(const std::string& brief, const std::string& whole) {
  const auto [first, last] = short_forms().equal_range(brief);
  return std::any_of(first, last, [&](const auto& entry) { return entry.second == whole; });
}

std::vector<std::string> other_forms(const std::string& folded) {
  std::vector<std::string> out;
  const auto [first, last] = short_forms().equal_range(folded);
  for (auto entry = first; entry != last; ++entry) out.push_back(entry->second);
  for (const auto& [brief, whole] : short_forms())
    if (whole == folded) out.push_back(brief);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace relata
